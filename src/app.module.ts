import { Logger, Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { TypeOrmModule } from '@nestjs/typeorm';
import dataSource from '../ormconfig';
import { AccessModule } from './access/access.module';
import { AccountsModule } from './accounts/accounts.module';
import { AdminModule } from './admin/admin.module';
import { AppealsModule } from './appeals/appeals.module';
import { AuthenticityModule } from './authenticity/authenticity.module';
import { CalendarModule } from './calendar/calendar.module';
import { ClosingModule } from './closing/closing.module';
import { prepareDatabase } from './database/migrate';
import { DirectoryModule } from './directory/directory.module';
import { EvaluationModule } from './evaluation/evaluation.module';
import { EvidenceModule } from './evidence/evidence.module';
import { FilesModule } from './files/files.module';
import { HomeModule } from './home/home.module';
import { InsightsModule } from './insights/insights.module';
import { IssuanceModule } from './issuance/issuance.module';
import { config } from './kernel/config';
import { KernelModule } from './kernel/kernel.module';
import { MediaModule } from './media/media.module';
import { OpenApiModule } from './openapi/openapi.module';
import { PoliciesModule } from './policies/policies.module';
import { PostsModule } from './posts/posts.module';
import { RemindersModule } from './reminders/reminders.module';
import { ReportsModule } from './reports/reports.module';
import { ResolvingModule } from './resolving/resolving.module';
import { SamplingModule } from './sampling/sampling.module';
import { SettingsModule } from './settings/settings.module';
import { SharesModule } from './shares/shares.module';
import { SharingModule } from './sharing/sharing.module';
import { SigninModule } from './signin/signin.module';
import { VerificationModule } from './verification/verification.module';

const unrestricted =
  'Basis data tidak mengizinkan peran gaung_server; Gaung bekerja sebagai pemilik tabel. / Gaung works as the owner of the tables, for it may not use the role gaung_server.';

const database = TypeOrmModule.forRootAsync({
  useFactory: () => dataSource.options,
  dataSourceFactory: async () => {
    if (!(await prepareDatabase(dataSource, config().migrationDatabaseUrl))) new Logger('Gaung').warn(unrestricted);
    return dataSource.isInitialized ? dataSource : dataSource.initialize();
  },
});

@Module({
  imports: [
    ScheduleModule.forRoot(),
    database,
    KernelModule,
    FilesModule,
    AccessModule,
    SettingsModule,
    CalendarModule,
    DirectoryModule,
    SigninModule,
    AccountsModule,
    PostsModule,
    MediaModule,
    SharesModule,
    EvidenceModule,
    ResolvingModule,
    SharingModule,
    VerificationModule,
    PoliciesModule,
    EvaluationModule,
    AppealsModule,
    SamplingModule,
    ClosingModule,
    ReportsModule,
    IssuanceModule,
    AuthenticityModule,
    InsightsModule,
    RemindersModule,
    HomeModule,
    AdminModule,
    OpenApiModule,
  ],
})
export class AppModule {}
