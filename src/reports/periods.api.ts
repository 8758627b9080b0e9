import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Allow, Who } from '../access/allow';
import { Summary } from '../access/summary';
import type { Actor } from '../access/actor';
import { EvaluationService, type VersionRow } from '../evaluation/evaluation.service';
import { labelWords } from '../evaluation/person.rules';
import { resultPerson, resultUnit } from '../evaluation/result.rules';
import { mayShowUnit } from '../evaluation/small-group.rules';
import { missing, Refusal, words } from '../kernel/refusal';
import { standingWords } from '../shares/standing.rules';
import { View, ViewOf } from '../web/view';
import { readPeopleQuery } from './participation.rules';
import { type ListedFigure, ParticipationService, type PersonMonth } from './participation.service';
import type { MonthShare } from './person-month.rules';

const mostItems = 500;

/** Results of months, with the reasons behind each figure. */
@Controller('api/v1/periods')
export class PeriodsApi {
  constructor(
    private readonly evaluation: EvaluationService,
    private readonly participation: ParticipationService,
  ) {}

  @Get(':month')
  @Allow('evaluation.read')
  @Summary('The newest results of a month and all their versions.')
  async period(@Param('month') month: string) {
    const versions = await this.evaluation.versions(this.evaluation.begunMonth(month));
    const [newest] = versions;
    if (!newest) throw missing();
    const calendarApproved = await this.evaluation.hasCalendar(newest.month);
    return { ...head(newest), calendarApproved, versions: versions.map(head) };
  }

  @Get(':month/me')
  @Allow('self.read')
  @Summary('The own month: target, what counts, and the reason for what does not.')
  async own(@Who() actor: Actor, @ViewOf() view: View, @Param('month') month: string) {
    const values = await this.participation.own(actor, this.evaluation.begunMonth(month));
    return personJson(values, view.lang, { withChannels: true });
  }

  @Get(':month/people')
  @Allow('participation.read')
  @Summary('The people of the units that the caller may see, with their month.', {
    query: ['unit', 'status', 'search', 'limit', 'after'],
  })
  async people(@Who() actor: Actor, @Param('month') text: string, @Query() query: Record<string, string | undefined>) {
    const month = this.evaluation.begunMonth(text);
    const wish = { ...readPeopleQuery({ status: query['status'] ?? '', cari: query['search'] ?? '' }) };
    const size = readLimit(query['limit']);
    const { people, next, fixed } = await this.participation.participation(actor, month, {
      ...{ ...wish, unit: query['unit'] ?? '', after: query['after'] ?? null, size },
    });
    const { policy } = await this.evaluation.policy(month);
    const items = people.map((person) => personLine(person, policy));
    return { items, next, version: fixed?.version ?? null };
  }

  @Get(':month/people/:id')
  @Allow('participation.read')
  @Summary('One person’s month with the rows behind each figure.')
  async person(@Who() actor: Actor, @ViewOf() view: View, @Param('month') text: string, @Param('id') id: string) {
    const values = await this.participation.person(actor, id, this.evaluation.begunMonth(text));
    return personJson(values, view.lang, { withChannels: false });
  }

  @Get(':month/units')
  @Allow('evaluation.read')
  @Summary('The results of every unit.')
  async units(@Param('month') month: string) {
    const newest = await this.evaluation.version(this.evaluation.begunMonth(month));
    if (!newest) throw missing();
    const all = await this.evaluation.units(newest);
    const items = all.map((unit) => {
      const { channels, states } = mayShowUnit(unit, all) ? unit : { channels: null, states: null };
      return { ...resultUnit(unit), meanAchievement: unit.meanAchievement, channels, states };
    });
    return { ...head(newest), items, next: null };
  }

  @Post(':month/provisional')
  @HttpCode(200)
  @Allow('evaluation.run')
  @Summary('Compute the provisional results of a month now.')
  async provisional(@Who() actor: Actor, @Param('month') month: string) {
    return head(await this.evaluation.evaluate(actor, month));
  }
}

function head({ month, version, state, policyVersion, cutoff, closingHash }: VersionRow) {
  return { period: month, version, state, policy: policyVersion, cutoff: cutoff.toISOString(), closingHash };
}

function personLine(person: ListedFigure, policy: Parameters<typeof resultPerson>[1]) {
  const { personId, shownNumber, posts } = person;
  return { id: personId, ...resultPerson({ ...person, number: shownNumber }, policy), shared: posts };
}

/** Channels are told to the person alone: they would show a superior who has an account. */
function personJson(
  { figure, rows, ...values }: PersonMonth,
  lang: 'id' | 'en',
  { withChannels }: { withChannels: boolean },
) {
  const { month, name, policy, policyVersion, fixed, leave, exemption, label } = values;
  const { unitCode = null, workingDays = null, availableDays = null, target = null } = figure ?? {};
  return {
    ...{ period: month, version: fixed?.version ?? null, policy: policyVersion, name, unit: unitCode },
    ...{ workingDays, availableDays, leave, target, counted: figure?.counted ?? null },
    ...{ achievement: figure?.achievement ?? null, label: label && labelWords(label, policy).id },
    ...{ exempt: figure?.exempt ?? null, exemption, dailyCap: policy.dailyCap },
    days: rows.days.map(({ day, counted, posts }) => ({
      ...{ day, counted },
      posts: posts.map(({ code, title, channels }) => ({
        ...{ code, title },
        ...(withChannels ? { channels: channels.map((one) => one[lang]) } : {}),
      })),
    })),
    countedEarlier: rows.earlier.map(({ share, firstDay }) => ({ ...shareJson(share), firstDay })),
    notCounted: rows.notCounted.map((share) => ({
      ...{ ...shareJson(share), code: share.reason, reason: standingWords(share)?.[lang] ?? null },
    })),
  };
}

function shareJson({ id, postCode, sharedAt, receivedAt, state }: MonthShare) {
  return { id, post: postCode, sharedAt: sharedAt.toISOString(), receivedAt: receivedAt.toISOString(), state };
}

function readLimit(text: string | undefined): number {
  const limit = Number(text ?? 50);
  if (Number.isInteger(limit) && limit >= 1 && limit <= mostItems) return limit;
  const sentence = words(
    `Jumlah baris (limit) harus 1 sampai ${mostItems}. Perbaiki alamatnya.`,
    `The number of rows (limit) must be 1 to ${mostItems}. Correct the address.`,
  );
  throw new Refusal('invalid', 'invalid-input', sentence, { fields: [{ field: 'limit', words: sentence }] });
}
