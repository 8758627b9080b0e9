import { DataSource } from 'typeorm';
import { ImportDraft } from './src/admin/import-draft.entity';
import { AuditEntry } from './src/audit/audit-entry.entity';
import { Appeal } from './src/appeals/appeal.entity';
import { Holiday } from './src/calendar/holiday.entity';
import { AuditCheck, AuditSample } from './src/sampling/audit-sample.entity';
import { CountedShare } from './src/sampling/counted-share.entity';
import { CalendarAndJobs1700000000001 } from './src/database/migrations/0001-calendar-and-jobs';
import { Directory1700000000002 } from './src/database/migrations/0002-directory';
import { Audit1700000000003 } from './src/database/migrations/0003-audit';
import { Signin1700000000004 } from './src/database/migrations/0004-signin';
import { Posts1700000000005 } from './src/database/migrations/0005-posts';
import { Shares1700000000006 } from './src/database/migrations/0006-shares';
import { Evaluation1700000000007 } from './src/database/migrations/0007-evaluation';
import { ShareStanding1700000000008 } from './src/database/migrations/0008-share-standing';
import { ImportDraft1700000000009 } from './src/database/migrations/0009-import-draft';
import { Files1700000000010 } from './src/database/migrations/0010-files';
import { ShareHints1700000000011 } from './src/database/migrations/0011-share-hints';
import { Review1700000000012 } from './src/database/migrations/0012-review';
import { Settings1700000000014 } from './src/database/migrations/0014-settings';
import { SharingOut1700000000013 } from './src/database/migrations/0013-sharing-out';
import { FiguresVersion1700000000015 } from './src/database/migrations/0015-figures-version';
import { Policies1700000000020 } from './src/database/migrations/0020-policies';
import { Closing1700000000022 } from './src/database/migrations/0022-closing';
import { Appeals1700000000021 } from './src/database/migrations/0021-appeals';
import { Issuance1700000000023 } from './src/database/migrations/0023-issuance';
import { Reminders1700000000025 } from './src/database/migrations/0025-reminders';
import { ShareRetention1700000000026 } from './src/database/migrations/0026-share-retention';
import { Logo1700000000027 } from './src/database/migrations/0027-logo';
import { PlainNames } from './src/database/naming';
import { Leave } from './src/directory/leave.entity';
import { EmploymentType, Membership } from './src/directory/membership.entity';
import { Person, PersonNumber } from './src/directory/person.entity';
import { RoleGrant } from './src/directory/role-grant.entity';
import { Unit } from './src/directory/unit.entity';
import { Exemption } from './src/evaluation/exemption.entity';
import { Period, PeriodVersion } from './src/evaluation/period-version.entity';
import { PersonResult, UnitResult } from './src/evaluation/result.entity';
import { PolicyVersion } from './src/policies/policy.entity';
import { FiguresVersion } from './src/home/figures-version.entity';
import { Picture } from './src/files/picture.entity';
import { PicturePart, PictureUpload } from './src/files/picture-upload.entity';
import { StoredFile } from './src/files/stored-file.entity';
import { ReportFileRow, ReportOrder, ReportText } from './src/issuance/report-order.entity';
import { config } from './src/kernel/config';
import { Reminder } from './src/reminders/reminder.entity';
import { JobRun } from './src/kernel/job-run.entity';
import { PostMedia } from './src/media/post-media.entity';
import { PostEvent } from './src/posts/post-event.entity';
import { Post } from './src/posts/post.entity';
import { PostsVersion } from './src/posts/posts-version.entity';
import { LinkResolution } from './src/resolving/link-resolution.entity';
import { PolicyProposal } from './src/policies/policy-proposal.entity';
import { VoidDay } from './src/policies/void-day.entity';
import { LetterheadLogo } from './src/settings/logo.entity';
import { Setting } from './src/settings/setting.entity';
import { Channel } from './src/shares/channel.entity';
import { Share, ShareEvidence, UsedLink } from './src/shares/share.entity';
import { Verdict } from './src/shares/verdict.entity';
import { GuideReading } from './src/sharing/guide-reading.entity';
import { Account } from './src/signin/account.entity';
import { ApiToken } from './src/signin/api-token.entity';
import { Attempt } from './src/signin/attempt.entity';
import { OneTimeCode } from './src/signin/one-time-code.entity';
import { Session } from './src/signin/session.entity';

/** The one DataSource: server, command line and tests import it. The address comes from the settings at import time. */
export default new DataSource({
  type: 'postgres',
  url: config().databaseUrl,
  namingStrategy: new PlainNames(),
  migrationsTableName: 'migration',
  migrationsTransactionMode: 'each',
  uuidExtension: 'pgcrypto',
  installExtensions: false,
  entities: [
    ...[JobRun, Holiday, AuditEntry],
    ...[Setting, LetterheadLogo],
    ...[StoredFile, Picture, PictureUpload, PicturePart],
    ...[Unit, EmploymentType, Person, PersonNumber, Membership, Leave, RoleGrant],
    ...[Account, Session, OneTimeCode, ApiToken, Attempt],
    ...[Post, PostEvent, PostsVersion, PostMedia],
    ...[Channel, Share, UsedLink, ShareEvidence, Verdict],
    ...[LinkResolution, GuideReading],
    ...[PolicyVersion, PolicyProposal, VoidDay],
    ...[Exemption, Period, PeriodVersion, PersonResult, UnitResult, FiguresVersion],
    Appeal,
    ...[ReportText, ReportOrder, ReportFileRow],
    ...[CountedShare, AuditSample, AuditCheck],
    Reminder,
    ImportDraft,
  ],
  migrations: [
    CalendarAndJobs1700000000001,
    Directory1700000000002,
    Audit1700000000003,
    Signin1700000000004,
    Posts1700000000005,
    Shares1700000000006,
    Evaluation1700000000007,
    ShareStanding1700000000008,
    ImportDraft1700000000009,
    Files1700000000010,
    ShareHints1700000000011,
    Review1700000000012,
    SharingOut1700000000013,
    Settings1700000000014,
    FiguresVersion1700000000015,
    Policies1700000000020,
    Appeals1700000000021,
    Closing1700000000022,
    Issuance1700000000023,
    Reminders1700000000025,
    ShareRetention1700000000026,
    Logo1700000000027,
  ],
  extra: { max: 10, connectionTimeoutMillis: 5000, statement_timeout: 15000, keepAlive: true },
});
