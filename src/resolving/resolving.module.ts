import { Module } from '@nestjs/common';
import { SettingsModule } from '../settings/settings.module';
import { SharesModule } from '../shares/shares.module';
import { Redirects } from './redirects.service';
import { ResolvingJobs } from './resolving.jobs';
import { ResolvingService } from './resolving.service';

@Module({
  imports: [SettingsModule, SharesModule],
  providers: [{ provide: Redirects, useFactory: () => new Redirects() }, ResolvingService, ResolvingJobs],
})
export class ResolvingModule {}
