import { Module } from '@nestjs/common';
import { SharesModule } from '../shares/shares.module';
import { SharingController } from './sharing.controller';

@Module({ imports: [SharesModule], controllers: [SharingController] })
export class SharingModule {}
