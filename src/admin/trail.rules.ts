/*
 * What the audit trail and the ledger of jobs are called on screens. The program writes short English names, which stay
 * as they are in the database; a name that is not in these lists is shown as it was written.
 *   "post.publish" on "post" → Menerbitkan materi · Materi;  job "signin.purge" → Pembersihan sesi dan percobaan masuk.
 * Source: the verbs of `access/actions.ts`, the subjects that rooms record, the names of the scheduled jobs.
 */
import { words, type Words } from '../kernel/refusal';

const verbs: Record<string, Words> = {
  'self.change': words('Mengubah akun sendiri', 'Changed the own account'),
  'post.draft': words('Menyusun atau mengajukan materi', 'Drafted or submitted a post'),
  'post.publish': words('Memutuskan materi', 'Decided on a post'),
  'post.import': words('Mengimpor materi', 'Imported a post'),
  'share.log': words('Mencatat atau mengubah sebaran', 'Logged or changed a share'),
  'share.review': words('Memverifikasi sebaran', 'Reviewed a share'),
  'evidence.look': words('Melihat bukti gambar', 'Looked at evidence'),
  'share.erase': words('Menghapus sebaran lama', 'Erased old shares'),
  'evidence.erase': words('Menghapus bukti gambar lama', 'Erased old evidence'),
  'share.import': words('Mengimpor sebaran', 'Imported shares'),
  'evaluation.run': words('Menghitung evaluasi', 'Computed an evaluation'),
  'appeal.file': words('Mengajukan sanggahan', 'Made an appeal'),
  'appeal.decide': words('Memutuskan sanggahan', 'Decided on an appeal'),
  'period.fix': words('Menetapkan hasil bulan', 'Fixed a month'),
  'period.draw': words('Mengundi atau membagikan sampel', 'Drew or gave out the sample'),
  'sample.check': words('Memeriksa sebaran terpilih', 'Checked a drawn share'),
  'period.close': words('Menutup bulan', 'Closed a month'),
  'period.reopen': words('Membuka kembali bulan', 'Reopened a month'),
  'exemption.grant': words('Mengecualikan pegawai', 'Exempted a person'),
  'directory.import': words('Mengimpor data kepegawaian', 'Imported the directory'),
  'unit.import': words('Mengimpor unit kerja', 'Imported work units'),
  'calendar.import': words('Mengimpor hari libur', 'Imported days off'),
  'leave.import': words('Mengimpor cuti', 'Imported leave'),
  'account.invite': words('Membuat kode akun', 'Issued an account code'),
  'role.grant': words('Mengubah peran', 'Changed a role'),
  'channel.switch': words('Mengaktifkan atau mematikan kanal', 'Switched a channel'),
  'job.retry': words('Mengulang pekerjaan terjadwal', 'Had scheduled work tried again'),
  'setting.change': words('Mengubah setelan', 'Changed a setting'),
  'links.resolve': words('Membaca tujuan tautan pendek', 'Read where a short link leads'),
};

/** The kinds of things in the trail, in the order of the filter. */
export const trailSubjects: Record<string, Words> = {
  post: words('Materi', 'Post'),
  share: words('Sebaran', 'Share'),
  period_version: words('Hasil evaluasi', 'Evaluation'),
  appeal: words('Sanggahan', 'Appeal'),
  audit_check: words('Pemeriksaan acak', 'Random audit'),
  exemption: words('Pengecualian', 'Exemption'),
  person: words('Pegawai', 'Person'),
  membership: words('Penempatan', 'Membership'),
  unit: words('Unit kerja', 'Unit'),
  leave: words('Cuti', 'Leave'),
  holiday: words('Hari libur', 'Day off'),
  channel: words('Kanal', 'Channel'),
  setting: words('Setelan', 'Setting'),
  account: words('Akun', 'Account'),
  job_run: words('Pekerjaan terjadwal', 'Scheduled work'),
  one_time_code: words('Kode sekali pakai', 'One-time code'),
};

const jobs: Record<string, Words> = {
  'evaluation.provisional': words('Hasil sementara bulan lalu', 'Provisional results of last month'),
  'links.resolve': words('Pembacaan tautan pendek', 'Reading of short links'),
  'evidence.retention': words('Penghapusan bukti gambar lama', 'Erasing of old evidence'),
  'shares.retention': words('Penghapusan sebaran lama', 'Erasing of old shares'),
  'files.purge': words(
    'Pembersihan unggahan yang tidak selesai atau tidak dipakai',
    'Removal of unfinished and unused uploads',
  ),
  'reminders.daily': words('Pengingat harian', 'Reminders of the day'),
  'signin.purge': words('Pembersihan sesi dan percobaan masuk', 'Removal of old sessions and attempts'),
};

export const verbWords = (verb: string): Words => named(verbs, verb);
export const subjectWords = (subject: string): Words => named(trailSubjects, subject);
export const jobWords = (job: string): Words => named(jobs, job);

function named(names: Record<string, Words>, name: string): Words {
  return (Object.hasOwn(names, name) ? names[name] : undefined) ?? words(name, name);
}

const longestChange = 4000;

/** What changed, as the program keeps it: `−` before, `+` after; the end of a very long one is left out. */
export function changeText({ before, after }: { before: unknown; after: unknown }): string {
  const parts = [before && `− ${JSON.stringify(before)}`, after && `+ ${JSON.stringify(after)}`];
  const text = parts.filter(Boolean).join('\n');
  return text.length > longestChange ? `${text.slice(0, longestChange)}…` : text;
}
