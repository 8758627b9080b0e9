import { Global, Module } from '@nestjs/common';
import { Clock } from './clock';
import { Jobs } from './jobs';

@Global()
@Module({ providers: [Clock, Jobs], exports: [Clock, Jobs] })
export class KernelModule {}
