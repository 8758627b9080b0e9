import { Module } from '@nestjs/common';
import { OpenPosts } from './open-posts.service';
import { PostsApi } from './posts.api';
import { PostsController } from './posts.controller';
import { PostsImport } from './posts.import';
import { PostsService } from './posts.service';

@Module({
  controllers: [PostsController, PostsApi],
  providers: [PostsService, OpenPosts, PostsImport],
  exports: [PostsService, OpenPosts, PostsImport],
})
export class PostsModule {}
