import type { INestApplicationContext } from '@nestjs/common';
import { ClosingService } from '../closing/closing.service';
import type { Month } from '../kernel/wita';
import { ChecksService } from '../sampling/checks.service';
import { provincialActor } from './demo-actor';

const announced = { publicNumber: '4719308', source: 'Undian resmi contoh, 10 November 2026' };
const note = 'Contoh: keterangan tidak menyebut tempat dan kepada siapa.';

/** Takes the demo's earlier month through the rest of its end: fixed, drawn, checked with one share found invalid, closed. */
export async function closeMonth(app: INestApplicationContext, month: Month): Promise<void> {
  const closing = app.get(ClosingService);
  await closing.fix(null, month);
  await closing.draw(null, month, announced);
  const checkers = [
    await provincialActor(app, 'DEMO-VERIFIKATOR', 'reviewer'),
    await provincialActor(app, 'DEMO-VERIFIKATOR-PROV', 'reviewer'),
  ];
  const checks = app.get(ChecksService);
  const ids = checkers.map(({ personId }) => personId);
  await checks.choose(await provincialActor(app, 'DEMO-EVALUATOR', 'evaluator'), month, ids);
  for (const checker of checkers) {
    for (const { shareId, position } of await checks.tasks(checker)) {
      const given = position === 7 ? { result: 'tidak', note } : { result: 'sah', note: '' };
      await checks.settle(checker, { month, shareId }, given);
    }
  }
  await closing.close(null, month);
}
