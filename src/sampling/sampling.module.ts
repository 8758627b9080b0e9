import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/directory.module';
import { EvaluationModule } from '../evaluation/evaluation.module';
import { EvidenceModule } from '../evidence/evidence.module';
import { ChecksController } from './checks.controller';
import { ChecksService } from './checks.service';
import { SamplingController } from './sampling.controller';
import { SamplingService } from './sampling.service';

@Module({
  imports: [DirectoryModule, EvaluationModule, EvidenceModule],
  controllers: [SamplingController, ChecksController],
  providers: [SamplingService, ChecksService],
  exports: [SamplingService],
})
export class SamplingModule {}
