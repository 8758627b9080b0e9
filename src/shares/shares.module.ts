import { Module } from '@nestjs/common';
import { FilesModule } from '../files/files.module';
import { PostsModule } from '../posts/posts.module';
import { RecordingService } from './recording.service';
import { LinksInspectionApi, OpenPostsApi, SharesApi } from './shares.api';
import { SharesService } from './shares.service';

@Module({
  imports: [FilesModule, PostsModule],
  providers: [SharesService, RecordingService],
  controllers: [SharesApi, OpenPostsApi, LinksInspectionApi],
  exports: [SharesService, RecordingService],
})
export class SharesModule {}
