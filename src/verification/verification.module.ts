import { Module } from '@nestjs/common';
import { SharesModule } from '../shares/shares.module';
import { VerificationApi } from './verification.api';
import { VerificationController } from './verification.controller';
import { VerificationService } from './verification.service';

@Module({
  imports: [SharesModule],
  providers: [VerificationService],
  controllers: [VerificationApi, VerificationController],
  exports: [VerificationService],
})
export class VerificationModule {}
