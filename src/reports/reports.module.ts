import { Module } from '@nestjs/common';
import { AppealsModule } from '../appeals/appeals.module';
import { DirectoryModule } from '../directory/directory.module';
import { EvaluationModule } from '../evaluation/evaluation.module';
import { PoliciesModule } from '../policies/policies.module';
import { SamplingModule } from '../sampling/sampling.module';
import { SharesModule } from '../shares/shares.module';
import { EvaluationController } from './evaluation.controller';
import { ParticipationController } from './participation.controller';
import { ParticipationService } from './participation.service';
import { PeriodsApi } from './periods.api';
import { MonthReports } from './month-reports.service';

@Module({
  imports: [DirectoryModule, SharesModule, PoliciesModule, EvaluationModule, AppealsModule, SamplingModule],
  controllers: [EvaluationController, ParticipationController, PeriodsApi],
  providers: [MonthReports, ParticipationService],
  exports: [MonthReports, ParticipationService],
})
export class ReportsModule {}
