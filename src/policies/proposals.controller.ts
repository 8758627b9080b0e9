import { Body, Controller, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../access/actor';
import { Who } from '../access/allow';
import { cleanLine } from '../kernel/clean-text';
import { Clock } from '../kernel/clock';
import { newId } from '../kernel/random';
import { missing, Refusal, words } from '../kernel/refusal';
import { monthOf, nextMonth } from '../kernel/wita';
import { answerForm, typedTexts } from '../web/form';
import { GetPage, PostForm } from '../web/page.decorators';
import { View, ViewOf } from '../web/view';
import { PoliciesService } from './policies.service';
import { typedPolicy } from './policy-fields.rules';
import { type Checked, proposalFormPage, seenOf } from './proposal-form.page';
import { proposalPage, proposalsPage } from './proposals.page';
import { ProposalsService, type TypedProposal } from './proposals.service';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

@Controller('juknis/usulan')
export class ProposalsController {
  constructor(
    private readonly proposals: ProposalsService,
    private readonly policies: PoliciesService,
    private readonly clock: Clock,
  ) {}

  @GetPage('', 'evaluation.read')
  async list(@Who() actor: Actor, @ViewOf() view: View) {
    return proposalsPage(view, { proposals: await this.proposals.list(actor) });
  }

  /** The form, filled with the newest version. */
  @GetPage('baru', 'policy.propose')
  async form(@ViewOf() view: View) {
    const [newest] = await this.policies.versions();
    const values = newest ? typedPolicy(newest.policy) : {};
    const month = nextMonth(monthOf(this.clock.now()));
    return proposalFormPage(view, { typed: { id: newId(), month, reason: '', values } });
  }

  /** Shows what the values would ask of people; proposes them once that was seen. */
  @PostForm('', 'policy.propose')
  async propose(@Who() actor: Actor, @ViewOf() view: View, @Body() body: unknown, @Res() reply: FastifyReply) {
    const typed = readTyped(typedTexts(body));
    await answerForm(
      reply,
      async () => {
        const checked = await this.checked(actor, typed);
        if (typed.seen !== seenOf(checked)) {
          await reply
            .status(200)
            .header('Content-Type', 'text/html; charset=utf-8')
            .send(await proposalFormPage(view, { typed, checked }));
          return null;
        }
        await this.proposals.propose(actor, typed);
        return { to: `/juknis/usulan/${typed.id}`, say: proposed };
      },
      (refusal) => proposalFormPage(view, { typed, refusal }),
    );
  }

  @GetPage(':id', 'evaluation.read')
  async one(@Who() actor: Actor, @ViewOf() view: View, @Param('id') id: string) {
    return this.page(actor, view, id);
  }

  @PostForm(':id/penetapan', 'policy.confirm')
  async confirm(@Who() actor: Actor, @ViewOf() view: View, @Param('id') id: string, @Res() reply: FastifyReply) {
    await answerForm(
      reply,
      async () => {
        await this.proposals.confirm(actor, known(id));
        return { to: `/juknis/usulan/${id}`, say: confirmed };
      },
      (refusal) => this.page(actor, view, id, { refusal, typed: '' }),
    );
  }

  @PostForm(':id/penolakan', 'policy.confirm')
  async refuse(
    @Who() actor: Actor,
    @ViewOf() view: View,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const typed = typedTexts(body)['alasan'] ?? '';
    await answerForm(
      reply,
      async () => {
        await this.proposals.refuse(actor, known(id), cleanLine(typed));
        return { to: `/juknis/usulan/${id}`, say: refused };
      },
      (refusal) => this.page(actor, view, id, { refusal, typed }),
    );
  }

  private async page(actor: Actor, view: View, id: string, again?: { refusal: Refusal; typed: string }) {
    const proposal = await this.proposals.get(actor, known(id));
    const policy = this.proposals.policyOf(proposal);
    const others = await this.policies.versions();
    const before = others.find(({ validFrom }) => validFrom < proposal.validFrom) ?? null;
    return proposalPage(view, { proposal, policy, before, load: await this.proposals.load(policy), ...again });
  }

  private async checked(actor: Actor, typed: TypedProposal): Promise<Checked> {
    const { month, policy } = await this.proposals.check(actor, typed);
    const [newest] = await this.policies.versions();
    return { month, policy, before: newest?.policy ?? policy, load: await this.proposals.load(policy) };
  }
}

function readTyped(sent: Record<string, string>): TypedProposal & { seen: string } {
  const { id = '', bulan = '', alasan = '', dilihat = '', ...values } = sent;
  return { id: uuid.test(id) ? id : newId(), month: bulan.trim(), reason: cleanLine(alasan), seen: dilihat, values };
}

function known(id: string): string {
  if (!uuid.test(id)) throw missing();
  return id;
}

const proposed = words(
  'Usulan diajukan. Evaluator kedua menetapkan atau menolaknya.',
  'The proposal is made. A second evaluator confirms or refuses it.',
);
const confirmed = words('Juknis ditetapkan.', 'The rule is confirmed.');
const refused = words('Usulan ditolak.', 'The proposal is refused.');
