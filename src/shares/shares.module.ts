import { Module } from '@nestjs/common';
import { PostsModule } from '../posts/posts.module';
import { LinksInspectionApi, OpenPostsApi, SharesApi } from './shares.api';
import { SharesController } from './shares.controller';
import { SharesService } from './shares.service';

@Module({
  imports: [PostsModule],
  providers: [SharesService],
  controllers: [SharesApi, OpenPostsApi, LinksInspectionApi, SharesController],
  exports: [SharesService],
})
export class SharesModule {}
