import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../access/actor';
import { may, scopeOf } from '../access/roles.rules';
import { record } from '../audit/audit';
import { Clock } from '../kernel/clock';
import { listPart, readPlace, uuid, type ListPart } from '../kernel/list-part';
import { newCode, newId } from '../kernel/random';
import { missing, words } from '../kernel/refusal';
import { dayOf, parseMoment } from '../kernel/wita';
import { contentFrom, lacking, readContent, refuseFields, type PostContent } from './post-content.rules';
import {
  demandChecklist,
  demandMove,
  movedOn,
  moves,
  type ListFilter,
  type MoveName,
  type PostRecord,
} from './post.rules';
import type { PostForm, PublicationForm, ReturnForm, SeenForm } from './posts.forms';
import {
  insertDraft,
  insertSteps,
  selectPost,
  selectPosts,
  selectSteps,
  selectUnits,
  updateContent,
  updateState,
  type AskedPosts,
  type PostLine,
  type PostStep,
  type Sight,
  type UnitChoice,
} from './posts.queries';

const partSize = 25;

/** The life of official posts up to publication; which move is allowed when stands in `post.rules.ts`. */
@Injectable()
export class PostsService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * Begins a post of a unit in the actor's charge.
   * @throws Refusal 422 for a unit elsewhere, an unknown audience, a source or a link that is none
   */
  async draft(actor: Actor, form: PostForm): Promise<PostRecord> {
    const at = this.clock.now();
    return this.db.transaction(async (em) => {
      const content = await this.contentOf(em, actor, form);
      const post = { ...content, id: newId(), code: `M-${newCode()}`, authorId: actor.personId, at };
      await insertDraft(em, post);
      await this.tell(em, actor, { id: post.id, kind: 'drafted', verb: 'post.draft', after: content });
      return this.load(em, actor, post.id);
    });
  }

  /** @throws Refusal 404 not visible, 403 not in charge, 409 submitted or published already or changed meanwhile, 422 */
  async change(actor: Actor, id: string, form: PostForm): Promise<PostRecord> {
    const at = this.clock.now();
    return this.db.transaction(async (em) => {
      const post = await this.movable(em, actor, id, { name: 'change', seen: form });
      const content = await this.contentOf(em, actor, form);
      if (!(await updateContent(em, post, { ...content, at }))) throw movedOn();
      const before = contentFrom(post);
      await this.tell(em, actor, { id, kind: 'changed', verb: 'post.draft', before, after: content });
      return this.load(em, actor, id);
    });
  }

  /**
   * Changes what a room above keeps for a post, such as its pictures, as a change of the post: the same rights, states
   * and history. `write` tells what was before and after.
   * @throws Refusal 404, 403, 409, and those of `write`
   */
  async changeKept(
    actor: Actor,
    id: string,
    seen: SeenForm,
    write: (em: EntityManager, post: PostRecord) => Promise<{ before?: object; after: object }>,
  ): Promise<void> {
    await this.db.transaction(async (em) => {
      const post = await this.movable(em, actor, id, { name: 'change', seen });
      if (!(await updateContent(em, post, { ...post, at: this.clock.now() }))) throw movedOn();
      await this.tell(em, actor, { id, kind: 'changed', verb: 'post.draft', ...(await write(em, post)) });
    });
  }

  /** Hands a complete post to the publishers. @throws Refusal 404, 403, 409, 422 with what it still needs */
  async submit(actor: Actor, id: string, seen: SeenForm = {}): Promise<PostRecord> {
    return this.move(actor, id, { name: 'submit', seen, reason: '' });
  }

  /** Gives a submitted post back to its writers. @throws Refusal 404, 403, 409 */
  async returnWithReason(actor: Actor, id: string, form: ReturnForm): Promise<PostRecord> {
    return this.move(actor, id, { name: 'return', seen: form, reason: form.reason });
  }

  /**
   * Publishes a post that somebody else wrote and submitted.
   * @throws Refusal 422 unless every question is answered with yes; 404; 403 own post; 409 decided by somebody else
   */
  async publish(actor: Actor, id: string, form: PublicationForm): Promise<PostRecord> {
    const { changedAt: _, ...answers } = form;
    return this.move(actor, id, { name: 'publish', seen: form, reason: '', answers });
  }

  /** The post, if this actor may see it: published ones everybody, others those who write or publish. @throws Refusal 404 */
  async postVisibleTo(actor: Actor, id: string): Promise<PostRecord> {
    return this.load(this.db.manager, actor, id);
  }

  /** Who did what to the post and why, oldest first. @throws Refusal 404 */
  async stepsOf(actor: Actor, id: string): Promise<PostStep[]> {
    await this.load(this.db.manager, actor, id);
    return selectSteps(this.db.manager, id);
  }

  /** Posts that the actor may see, last changed first, in parts of 25. @throws Refusal 422 for a damaged cursor */
  async list(actor: Actor, filter: ListFilter | null, after: string | null): Promise<ListPart<PostLine>> {
    const asked = { ...partOf(filter), now: this.clock.now(), after: readPlace(after), limit: partSize + 1 };
    const found = await selectPosts(this.db.manager, sightOf(actor), asked);
    return listPart(found, partSize, ({ changedAt, id }) => ({ at: changedAt, id }));
  }

  /** Today's units: those the actor may write for, and all that can be an audience. */
  async unitsFor(actor: Actor): Promise<{ own: UnitChoice[]; all: UnitChoice[] }> {
    const all = await selectUnits(this.db.manager, dayOf(this.clock.now()));
    const scope = scopeOf(actor, 'post.draft');
    return { own: all.filter(({ path }) => path.some((unit) => scope.includes(unit))), all };
  }

  private async move(
    actor: Actor,
    id: string,
    step: { name: Exclude<MoveName, 'change'>; seen: SeenForm; reason: string; answers?: object },
  ): Promise<PostRecord> {
    const at = this.clock.now();
    const { to, event, action } = moves[step.name];
    return this.db.transaction(async (em) => {
      const post = await this.movable(em, actor, id, step);
      if (step.name !== 'return') refuseFields('post-incomplete', lacking(post, at));
      if (step.answers) demandChecklist(step.answers);
      const state = to ?? post.state;
      const publishedById = state === 'published' ? actor.personId : null;
      if (!(await updateState(em, post, { state, at, publishedById }))) throw movedOn();
      const after = { state, ...(step.reason ? { reason: step.reason } : {}), ...step.answers };
      const before = { state: post.state };
      await this.tell(em, actor, { id, kind: event, verb: action, reason: step.reason, before, after });
      return this.load(em, actor, id);
    });
  }

  private async movable(
    em: EntityManager,
    actor: Actor,
    id: string,
    { name, seen }: { name: MoveName; seen: SeenForm },
  ): Promise<PostRecord> {
    const post = await this.load(em, actor, id);
    demandMove(name, post, actor);
    if (seen.changedAt && parseMoment(seen.changedAt)?.getTime() !== post.changedAt.getTime()) throw movedOn();
    return post;
  }

  private async load(em: EntityManager, actor: Actor, id: string): Promise<PostRecord> {
    const post = uuid.test(id) ? await selectPost(em, sightOf(actor), id) : undefined;
    if (!post) throw missing();
    return post;
  }

  private async tell(
    em: EntityManager,
    actor: Actor,
    act: { id: string; kind: PostStep['kind']; verb: string; reason?: string; before?: object; after: object },
  ): Promise<void> {
    const at = this.clock.now();
    const { id, kind, verb, before, after } = act;
    await insertSteps(em, [{ postId: id, kind, byId: actor.personId, at, reason: act.reason ?? '' }]);
    await record(em, { at, actorId: actor.personId, verb, subject: 'post', subjectId: id, before, after });
  }

  private async contentOf(em: EntityManager, actor: Actor, form: PostForm): Promise<PostContent> {
    const now = this.clock.now();
    const units = new Map((await selectUnits(em, dayOf(now))).map((unit) => [unit.code, unit]));
    const { content, problems } = readContent(form, units, now);
    const scope = scopeOf(actor, 'post.draft');
    if (!units.get(form.unit)?.path.some((id) => scope.includes(id)))
      problems.push({ field: 'unit', words: notMyUnit });
    refuseFields('invalid-input', problems);
    return content;
  }
}

function sightOf(actor: Actor): Sight {
  const scope = [...scopeOf(actor, 'post.draft'), ...scopeOf(actor, 'audit.read')];
  return { scope, submitted: may(actor, 'post.publish') };
}

const parts: Record<ListFilter, Pick<AskedPosts, 'state' | 'ended'>> = {
  draf: { state: 'draft', ended: null },
  diajukan: { state: 'submitted', ended: null },
  dikembalikan: { state: 'returned', ended: null },
  terbit: { state: 'published', ended: false },
  berakhir: { state: 'published', ended: true },
};

function partOf(filter: ListFilter | null): Pick<AskedPosts, 'state' | 'ended'> {
  return filter ? parts[filter] : { state: null, ended: null };
}

const notMyUnit = words('Pilih unit kerja yang menjadi wewenang Anda.', 'Choose a unit that is in your charge.');
