import { Module } from '@nestjs/common';
import { FilesModule } from '../files/files.module';
import { SharesModule } from '../shares/shares.module';
import { SigninModule } from '../signin/signin.module';
import { PicturesApi, ShareEvidenceApi } from './evidence.api';
import { EvidenceService } from './evidence.service';

@Module({
  imports: [FilesModule, SigninModule, SharesModule],
  providers: [EvidenceService],
  controllers: [PicturesApi, ShareEvidenceApi],
  exports: [EvidenceService],
})
export class EvidenceModule {}
