import { Module } from '@nestjs/common';
import { EvaluationModule } from '../evaluation/evaluation.module';
import { ReportsModule } from '../reports/reports.module';
import { SharesModule } from '../shares/shares.module';
import { VerificationModule } from '../verification/verification.module';
import { DashboardController } from './dashboard.controller';
import { DashboardService } from './dashboard.service';

@Module({
  imports: [SharesModule, VerificationModule, EvaluationModule, ReportsModule],
  controllers: [DashboardController],
  providers: [DashboardService],
})
export class InsightsModule {}
