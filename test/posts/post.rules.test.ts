import type { Actor } from '../../src/access/actor';
import type { Role } from '../../src/access/roles.rules';
import { Refusal } from '../../src/kernel/refusal';
import {
  allowedMoves,
  checklist,
  demandChecklist,
  isFor,
  isOpen,
  moves,
  postStates,
  whyNot,
  type MoveName,
  type PostRecord,
  type PostState,
} from '../../src/posts/post.rules';
import { actorOf, grant } from '../actors';
import { wita } from '../fakes';

const actor = (role: Role, unitId = 2) =>
  actorOf(`${role}-1`, { unitId, unitPath: [1, unitId], roles: role === 'staff' ? [] : [grant(role, unitId)] });

const post = (given: Partial<PostRecord> = {}): PostRecord => ({
  ...{ id: 'p', code: 'M-1', title: 'Judul materi', program: 'Program', unitId: 2, unitCode: 'DINKES' },
  ...{ unitName: 'Dinas Kesehatan', unitPath: [1, 2], narrative: 'Narasi.', sourceUrl: 'https://sulutprov.go.id/a' },
  ...{ captions: ['Satu', 'Dua'], officialLinks: [], officialKeys: [], everybody: true, audience: [] },
  ...{ audienceCodes: [], shareFrom: wita('2026-11-01 00:00'), shareUntil: wita('2026-12-01 00:00'), state: 'draft' },
  ...{ authorId: 'author', publishedAt: null, changedAt: wita('2026-11-01 00:00'), hands: ['author'], media: [] },
  ...given,
});

const writer = actor('editor');
const publisher = actor('publisher');
const doer: Record<MoveName, Actor> = { change: writer, submit: writer, return: publisher, publish: publisher };
const allowed: Record<MoveName, PostState[]> = {
  change: ['draft', 'returned'],
  submit: ['draft', 'returned'],
  return: ['submitted'],
  publish: ['submitted'],
};

describe('the moves of a post', () => {
  for (const name of Object.keys(moves) as MoveName[]) {
    for (const state of postStates) {
      const may = allowed[name].includes(state);
      it(`${may ? 'allow' : 'refuse'} to ${name} a ${state} post`, () => {
        const refusal = whyNot(name, post({ state }), doer[name]);
        expect(refusal?.status).toBe(may ? undefined : 409);
      });
    }
  }

  it('name the state in the refusal, in both languages', () => {
    const refusal = whyNot('publish', post({ state: 'published' }), publisher);
    expect(refusal?.words.id).toContain('"Terbit"');
    expect(refusal?.words.en).toContain('"Published"');
  });

  const rights: [Role, MoveName[], MoveName[]][] = [
    ['staff', [], []],
    ['reviewer', [], []],
    ['head', [], []],
    ['editor', ['change', 'submit'], []],
    ['publisher', ['change', 'submit'], ['return', 'publish']],
    ['evaluator', [], []],
    ['auditor', [], []],
    ['agent', [], []],
    ['admin', [], []],
  ];
  it.each(rights)('open to a %s are %j on a draft and %j on a submitted post', (role, onDraft, onSubmitted) => {
    expect(allowedMoves(post(), actor(role))).toEqual(onDraft);
    expect(allowedMoves(post({ state: 'submitted' }), actor(role))).toEqual(onSubmitted);
  });

  it('of an editor end at the units of the role', () => {
    expect(whyNot('change', post({ unitPath: [1, 3] }), writer)?.status).toBe(403);
    expect(whyNot('change', post({ unitPath: [1, 2, 7] }), writer)).toBeNull();
  });

  it('of a publisher reach posts of every agency', () => {
    expect(whyNot('publish', post({ state: 'submitted', unitPath: [1, 9] }), publisher)).toBeNull();
  });

  it.each([
    ['the author', { authorId: 'publisher-1', hands: [] }],
    ['who changed or submitted it', { hands: ['author', 'publisher-1'] }],
  ])('do not let %s publish it', (_, given) => {
    const refusal = whyNot('publish', post({ state: 'submitted', ...given }), publisher);
    expect([refusal?.status, refusal?.code]).toEqual([403, 'second-person']);
  });
});

describe('the check-list', () => {
  const yes = { sourceClear: true, contentTrue: true, noHoaxOrHate: true, noPersonalDataOrPolitics: true };

  it('lets a post pass when all four points hold', () => {
    expect(() => demandChecklist(yes)).not.toThrow();
  });

  it.each(checklist.map(({ name }) => name))('stops a post while %s is open, and names it', (name) => {
    const refusal = caught(() => demandChecklist({ ...yes, [name]: false }));
    expect(refusal.fields.map(({ field }) => field)).toEqual([name]);
  });
});

describe('the audience', () => {
  const me = { unitPath: [1, 2, 7] };
  it.each([
    ['everybody', { everybody: true, audience: [] }, true],
    ['my unit', { everybody: false, audience: [7] }, true],
    ['a unit above mine', { everybody: false, audience: [2] }, true],
    ['a unit beside mine', { everybody: false, audience: [8] }, false],
    ['nobody', { everybody: false, audience: [] }, false],
  ])('of %s', (_, given, expected) => {
    expect(isFor(given, me)).toBe(expected);
  });

  it('of units does not hold somebody without a unit', () => {
    expect(isFor({ everybody: false, audience: [7] }, { unitPath: [] })).toBe(false);
  });
});

describe('the window', () => {
  it.each([
    ['2026-10-31 23:59', false],
    ['2026-11-01 00:00', true],
    ['2026-11-30 23:59', true],
    ['2026-12-01 00:00', false],
  ])('at %s is open: %s', (moment, expected) => {
    expect(isOpen(post(), wita(moment))).toBe(expected);
  });
});

function caught(act: () => void): Refusal {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
