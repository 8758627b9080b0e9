import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/calendar.module';
import { DirectoryApi, DirectoryController } from './directory.controller';
import { DirectoryService } from './directory.service';

@Module({
  imports: [CalendarModule],
  controllers: [DirectoryController, DirectoryApi],
  providers: [DirectoryService],
  exports: [DirectoryService],
})
export class DirectoryModule {}
