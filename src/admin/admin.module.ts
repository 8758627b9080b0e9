import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/calendar.module';
import { DirectoryModule } from '../directory/directory.module';
import { EvidenceModule } from '../evidence/evidence.module';
import { PostsModule } from '../posts/posts.module';
import { SettingsModule } from '../settings/settings.module';
import { SharesModule } from '../shares/shares.module';
import { AdminController } from './admin.controller';
import { AdminService } from './admin.service';
import { Importers } from './importers.service';
import { ImportsController } from './imports.controller';
import { ImportsService } from './imports.service';
import { RetentionJobs } from './retention.jobs';
import { SettingsController } from './settings.controller';

@Module({
  imports: [SettingsModule, CalendarModule, DirectoryModule, EvidenceModule, PostsModule, SharesModule],
  controllers: [AdminController, ImportsController, SettingsController],
  providers: [AdminService, Importers, ImportsService, RetentionJobs],
  exports: [Importers],
})
export class AdminModule {}
