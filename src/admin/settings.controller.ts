import { Body, Controller, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../access/actor';
import { Who } from '../access/allow';
import { words } from '../kernel/refusal';
import { SettingsService } from '../settings/settings.service';
import { answerForm, typedTexts } from '../web/form';
import { GetPage, PostForm } from '../web/page.decorators';
import { View, ViewOf } from '../web/view';
import { AdminService } from './admin.service';
import { settingsPage } from './settings.page';

@Controller('admin/setelan')
export class SettingsController {
  constructor(
    private readonly settings: SettingsService,
    private readonly admin: AdminService,
  ) {}

  @GetPage('', 'setting.change')
  async show(@ViewOf() view: View) {
    return settingsPage(view, { settings: await this.settings.all() });
  }

  @PostForm(':group', 'setting.change')
  async change(
    @Who() actor: Actor,
    @ViewOf() view: View,
    @Param('group') name: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const typed = typedTexts(body);
    await answerForm(
      reply,
      async () => ({ to: '/admin/setelan', say: (await this.admin.changeSettings(actor, name, typed)) ? saved : same }),
      async (refusal) => settingsPage(view, { settings: await this.settings.all(), refused: { name, typed, refusal } }),
    );
  }
}

const saved = words('Setelan disimpan.', 'The settings were saved.');
const same = words('Tidak ada setelan yang berubah.', 'No setting has changed.');
