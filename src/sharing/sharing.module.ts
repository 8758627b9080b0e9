import { Module } from '@nestjs/common';
import { EvidenceModule } from '../evidence/evidence.module';
import { SharesModule } from '../shares/shares.module';
import { GuideController } from './guide.controller';
import { GuideService } from './guide.service';
import { PhoneController } from './phone.controller';
import { SharingController } from './sharing.controller';

@Module({
  imports: [SharesModule, EvidenceModule],
  controllers: [PhoneController, SharingController, GuideController],
  providers: [GuideService],
})
export class SharingModule {}
