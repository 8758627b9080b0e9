import { Module } from '@nestjs/common';
import { ClosingModule } from '../closing/closing.module';
import { DirectoryModule } from '../directory/directory.module';
import { EvaluationModule } from '../evaluation/evaluation.module';
import { FilesModule } from '../files/files.module';
import { ReportsModule } from '../reports/reports.module';
import { SamplingModule } from '../sampling/sampling.module';
import { SettingsModule } from '../settings/settings.module';
import { SigninModule } from '../signin/signin.module';
import { ReportFilesController } from './report-files.controller';
import { IssuingController } from './issuing.controller';
import { Issuing } from './issuing.service';
import { ReportFiles } from './report-files.service';
import { ReportForms } from './report-forms.service';
import { ReportWork } from './report-work.service';

@Module({
  imports: [
    DirectoryModule,
    FilesModule,
    SettingsModule,
    SigninModule,
    EvaluationModule,
    SamplingModule,
    ClosingModule,
    ReportsModule,
  ],
  controllers: [ReportFilesController, IssuingController],
  providers: [ReportForms, Issuing, ReportWork, ReportFiles],
  exports: [ReportFiles, Issuing, ReportWork],
})
export class IssuanceModule {}
