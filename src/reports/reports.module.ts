import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/directory.module';
import { EvaluationModule } from '../evaluation/evaluation.module';
import { SharesModule } from '../shares/shares.module';
import { EvaluationController } from './evaluation.controller';
import { ReportFiles } from './report-files.service';

@Module({
  imports: [DirectoryModule, SharesModule, EvaluationModule],
  controllers: [EvaluationController],
  providers: [ReportFiles],
  exports: [ReportFiles],
})
export class ReportsModule {}
