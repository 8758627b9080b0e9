import { Body, Controller, Param, Query, Res } from '@nestjs/common';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { Who } from '../access/allow';
import type { Actor } from '../access/actor';
import { words } from '../kernel/refusal';
import { goOn, readForm, say } from '../web/form';
import { GetPage, PostForm } from '../web/page.decorators';
import { View, ViewOf } from '../web/view';
import { adminPage, trailPage } from './admin.page';
import { AdminService } from './admin.service';

class SwitchForm {
  @IsIn(['ya', 'tidak'], say('Pilih ya atau tidak.', 'Choose ya or tidak.'))
  aktif!: string;
}

class RetryForm {
  @IsString()
  @MaxLength(100)
  pekerjaan = '';

  @IsString()
  @MaxLength(100)
  periode = '';
}

class TrailQuery {
  @IsOptional()
  @Matches(
    /^\d{1,18}$/,
    say(
      'Penunjuk halaman tidak benar. Mulai lagi dari awal daftar.',
      'The page pointer is wrong. Start the list again.',
    ),
  )
  sebelum?: string;

  @IsOptional()
  @IsString()
  @MaxLength(40, say('Jenis paling banyak 40 karakter.', 'Kind of at most 40 characters.'))
  hal?: string;
}

@Controller('admin')
export class AdminController {
  constructor(private readonly admin: AdminService) {}

  @GetPage('', 'job.read')
  async overview(@ViewOf() view: View) {
    return adminPage(view, await this.admin.overview());
  }

  @PostForm('kanal/:code', 'channel.switch')
  async switchChannel(
    @Who() actor: Actor,
    @Param('code') code: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const active = readForm(SwitchForm, body).aktif === 'ya';
    await this.admin.switchChannel(actor, code, active);
    goOn(
      reply,
      '/admin',
      active ? words('Kanal diaktifkan.', 'The channel is on.') : words('Kanal dimatikan.', 'The channel is off.'),
    );
  }

  @PostForm('pekerjaan', 'job.retry')
  async retry(@Who() actor: Actor, @Body() body: unknown, @Res() reply: FastifyReply) {
    const { pekerjaan: job, periode: period } = readForm(RetryForm, body);
    await this.admin.retryJob(actor, { job, period });
    goOn(
      reply,
      '/admin',
      words(
        'Pekerjaan diulang pada putaran berikutnya, paling lama satu jam lagi.',
        'The work is tried again at its next beat, within an hour.',
      ),
    );
  }

  @GetPage('jejak', 'audit.read')
  async trail(@ViewOf() view: View, @Query() query: TrailQuery) {
    const { sebelum = null, hal = '' } = query;
    return trailPage(view, { ...(await this.admin.trail(sebelum, hal || null)), subject: hal });
  }
}
