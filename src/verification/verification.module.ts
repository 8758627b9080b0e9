import { Module } from '@nestjs/common';
import { SharesModule } from '../shares/shares.module';
import { TempoController } from './tempo.controller';
import { TempoService } from './tempo.service';
import { VerificationApi } from './verification.api';
import { VerificationController } from './verification.controller';
import { VerificationService } from './verification.service';

@Module({
  imports: [SharesModule],
  providers: [VerificationService, TempoService],
  controllers: [VerificationApi, TempoController, VerificationController],
  exports: [VerificationService],
})
export class VerificationModule {}
