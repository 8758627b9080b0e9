import { Module } from '@nestjs/common';
import { ClosingModule } from '../closing/closing.module';
import { DirectoryModule } from '../directory/directory.module';
import { EvaluationModule } from '../evaluation/evaluation.module';
import { PoliciesModule } from '../policies/policies.module';
import { SettingsModule } from '../settings/settings.module';
import { SharesModule } from '../shares/shares.module';
import { EvaluationController } from './evaluation.controller';
import { ParticipationController } from './participation.controller';
import { ParticipationService } from './participation.service';
import { PeriodsApi } from './periods.api';
import { ReportFiles } from './report-files.service';

@Module({
  imports: [SettingsModule, DirectoryModule, SharesModule, PoliciesModule, EvaluationModule, ClosingModule],
  controllers: [EvaluationController, ParticipationController, PeriodsApi],
  providers: [ReportFiles, ParticipationService],
  exports: [ReportFiles],
})
export class ReportsModule {}
