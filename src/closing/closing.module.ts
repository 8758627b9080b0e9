import { Module } from '@nestjs/common';
import { AppealsModule } from '../appeals/appeals.module';
import { DirectoryModule } from '../directory/directory.module';
import { EvaluationModule } from '../evaluation/evaluation.module';
import { SamplingModule } from '../sampling/sampling.module';
import { ClosingApi } from './closing.api';
import { ClosingController } from './closing.controller';
import { ClosingService } from './closing.service';
import { FrozenRows } from './frozen-rows.service';

@Module({
  imports: [DirectoryModule, EvaluationModule, AppealsModule, SamplingModule],
  controllers: [ClosingController, ClosingApi],
  providers: [ClosingService, FrozenRows],
  exports: [ClosingService],
})
export class ClosingModule {}
