import { Module } from '@nestjs/common';
import { PostsModule } from '../posts/posts.module';
import { LinksInspectionApi, OpenPostsApi, SharesApi } from './shares.api';
import { SharesService } from './shares.service';

@Module({
  imports: [PostsModule],
  providers: [SharesService],
  controllers: [SharesApi, OpenPostsApi, LinksInspectionApi],
  exports: [SharesService],
})
export class SharesModule {}
