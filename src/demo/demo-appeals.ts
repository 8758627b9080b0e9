import type { INestApplicationContext } from '@nestjs/common';
import { And, DataSource, LessThan, MoreThanOrEqual } from 'typeorm';
import type { Actor } from '../access/actor';
import type { GivenAppeal } from '../appeals/appeal.rules';
import { AppealsService } from '../appeals/appeals.service';
import { DecidingService } from '../appeals/deciding.service';
import { DirectoryService } from '../directory/directory.service';
import { isLate } from '../evaluation/counting.rules';
import { monthInterval } from '../kernel/wita';
import { defaultPolicy } from '../policies/policy.rules';
import { Share } from '../shares/share.entity';
import { SharesService } from '../shares/shares.service';
import { actorOf, provincialActor } from './demo-actor';

/** When October's results were shown first; its time for appeals is the week after. */
export const octoberShown = new Date('2026-11-02T00:30:00+08:00');
const filedAt = new Date('2026-11-04T09:20:00+08:00');
const decidedAt = new Date('2026-11-06T14:10:00+08:00');

/** Some appeals about October, all of them decided: two about rejected shares, one about a late one, one about leave. */
export async function appealOctober(app: INestApplicationContext): Promise<void> {
  const shares = await octoberShares(app.get(DataSource));
  const [first, second] = shares.filter(({ state }) => state === 'rejected');
  const late = await lateOne(app, shares);
  const aboutShare = (share: Share, text: string) =>
    appeal(app, actorOf({ id: share.personId, name: '' }), { kind: 'share', shareId: share.id, text });
  if (first) {
    const id = await aboutShare(first, 'Akun pada unggahan itu akun saya sendiri; nama profilnya baru saya ganti.');
    await decide(app, id, { decision: 'granted', reason: 'Riwayat nama profil menunjukkan akun milik pegawai.' });
  }
  if (second) {
    const id = await aboutShare(second, 'Menurut saya unggahan ini sudah sesuai dengan materinya.');
    await decide(app, id, { decision: 'refused', reason: 'Unggahan memuat materi lain, bukan materi yang dicatat.' });
  }
  if (late) {
    const id = await aboutShare(
      late,
      'Jaringan di tempat tugas saya putus tiga hari sehingga catatan terlambat terkirim.',
    );
    await decide(app, id, { decision: 'granted', reason: 'Gangguan jaringan pada hari itu sesuai laporan unit.' });
  }
  const staff = await app.get(DirectoryService).personOfNumber('DEMO-STAF');
  if (!staff) return;
  const leave = { wish: 'missing', month: '2026-10', from: '2026-10-12', until: '2026-10-13' };
  const text = 'Cuti tahunan saya tanggal 12 dan 13 Oktober sudah disetujui, tetapi belum tercatat.';
  const id = await appeal(app, actorOf(staff), { kind: 'leave', ...leave, text });
  await decide(app, id, { decision: 'granted', reason: 'Surat cuti ada pada bagian kepegawaian; cutinya dicatat.' });
}

async function octoberShares(db: DataSource): Promise<Share[]> {
  const { start, end } = monthInterval('2026-10');
  const sharedAt = And(MoreThanOrEqual(start), LessThan(end));
  return db.manager.find(Share, { where: { sharedAt }, order: { sharedAt: 'ASC', id: 'ASC' } });
}

/** The first share that fails for its late receipt alone. */
async function lateOne(app: INestApplicationContext, shares: Share[]): Promise<Share | undefined> {
  for (const share of shares.filter((one) => isLate(one, defaultPolicy.receiptHours))) {
    const { reason } = await app.get(SharesService).own(actorOf({ id: share.personId, name: '' }), share.id);
    if (reason === 'received_late') return share;
  }
  return undefined;
}

async function appeal(app: INestApplicationContext, actor: Actor, given: GivenAppeal): Promise<string> {
  return (await app.get(AppealsService).file(actor, given, filedAt)).id;
}

async function decide(
  app: INestApplicationContext,
  id: string,
  given: { decision: string; reason: string },
): Promise<void> {
  const evaluator = await provincialActor(app, 'DEMO-EVALUATOR', 'evaluator');
  await app.get(DecidingService).decide(evaluator, id, given, decidedAt);
}
