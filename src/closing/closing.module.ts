import { Module } from '@nestjs/common';
import { EvaluationModule } from '../evaluation/evaluation.module';
import { ClosingApi } from './closing.api';
import { ClosingController } from './closing.controller';
import { ClosingService } from './closing.service';

@Module({
  imports: [EvaluationModule],
  controllers: [ClosingController, ClosingApi],
  providers: [ClosingService],
  exports: [ClosingService],
})
export class ClosingModule {}
