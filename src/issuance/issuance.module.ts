import { Module } from '@nestjs/common';
import { ClosingModule } from '../closing/closing.module';
import { EvaluationModule } from '../evaluation/evaluation.module';
import { ReportsModule } from '../reports/reports.module';
import { SettingsModule } from '../settings/settings.module';
import { ReportFilesController } from './report-files.controller';
import { ReportFiles } from './report-files.service';

@Module({
  imports: [SettingsModule, EvaluationModule, ClosingModule, ReportsModule],
  controllers: [ReportFilesController],
  providers: [ReportFiles],
  exports: [ReportFiles],
})
export class IssuanceModule {}
