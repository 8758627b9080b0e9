import { Module } from '@nestjs/common';
import { FilesModule } from '../files/files.module';
import { PostsModule } from '../posts/posts.module';
import { MediaFilesController } from './media-files.controller';
import { MediaController } from './media.controller';
import { MediaService } from './media.service';

@Module({
  imports: [PostsModule, FilesModule],
  controllers: [MediaController, MediaFilesController],
  providers: [MediaService],
  exports: [MediaService],
})
export class MediaModule {}
