import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/calendar.module';
import { DirectoryApi, DirectoryController } from './directory.controller';
import { Corrections } from './corrections.service';
import { DirectoryService } from './directory.service';

@Module({
  imports: [CalendarModule],
  controllers: [DirectoryController, DirectoryApi],
  providers: [Corrections, DirectoryService],
  exports: [Corrections, DirectoryService],
})
export class DirectoryModule {}
