import { Module } from '@nestjs/common';
import { EvidenceModule } from '../evidence/evidence.module';
import { SharesModule } from '../shares/shares.module';
import { VerificationApi } from './verification.api';
import { VerificationController } from './verification.controller';
import { VerificationService } from './verification.service';

@Module({
  imports: [SharesModule, EvidenceModule],
  providers: [VerificationService],
  controllers: [VerificationApi, VerificationController],
  exports: [VerificationService],
})
export class VerificationModule {}
