import { Module } from '@nestjs/common';
import { EvidenceModule } from '../evidence/evidence.module';
import { SharesModule } from '../shares/shares.module';
import { TempoController } from './tempo.controller';
import { TempoService } from './tempo.service';
import { VerificationApi } from './verification.api';
import { VerificationController } from './verification.controller';
import { VerificationService } from './verification.service';

@Module({
  imports: [SharesModule, EvidenceModule],
  providers: [VerificationService, TempoService],
  controllers: [VerificationApi, TempoController, VerificationController],
  exports: [VerificationService, TempoService],
})
export class VerificationModule {}
