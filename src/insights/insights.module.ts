import { Module } from '@nestjs/common';
import { EvaluationModule } from '../evaluation/evaluation.module';
import { ReportsModule } from '../reports/reports.module';
import { SharesModule } from '../shares/shares.module';
import { VerificationModule } from '../verification/verification.module';
import { DashboardController } from './dashboard.controller';
import { DashboardService } from './dashboard.service';
import { OwnController } from './own.controller';
import { OwnDataService } from './own-data.service';
import { OwnYearService } from './own-year.service';

@Module({
  imports: [SharesModule, VerificationModule, EvaluationModule, ReportsModule],
  controllers: [DashboardController, OwnController],
  providers: [DashboardService, OwnYearService, OwnDataService],
})
export class InsightsModule {}
