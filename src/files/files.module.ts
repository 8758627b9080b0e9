import { Module } from '@nestjs/common';
import { FilesJobs } from './files.jobs';
import { Pictures } from './pictures.service';
import { StoredFiles } from './stored-files.service';
import { PictureUploads } from './uploads.service';

@Module({
  providers: [StoredFiles, Pictures, PictureUploads, FilesJobs],
  exports: [StoredFiles, Pictures, PictureUploads],
})
export class FilesModule {}
