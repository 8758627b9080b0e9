import { Module } from '@nestjs/common';
import { FilesModule } from '../files/files.module';
import { Logo } from './logo.service';
import { SettingsService } from './settings.service';

@Module({
  imports: [FilesModule],
  providers: [SettingsService, Logo],
  exports: [SettingsService, Logo],
})
export class SettingsModule {}
