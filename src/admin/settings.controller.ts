import { Body, Controller, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../access/actor';
import { Who } from '../access/allow';
import { words } from '../kernel/refusal';
import { Logo } from '../settings/logo.service';
import { SettingsService } from '../settings/settings.service';
import { answerForm, typedTexts } from '../web/form';
import { GetPage, PostForm } from '../web/page.decorators';
import { withForm } from '../web/pictures';
import { View, ViewOf } from '../web/view';
import { AdminService } from './admin.service';
import { type RefusedGroup, settingsPage } from './settings.page';

const address = '/admin/setelan';

@Controller('admin/setelan')
export class SettingsController {
  constructor(
    private readonly settings: SettingsService,
    private readonly logo: Logo,
    private readonly admin: AdminService,
  ) {}

  @GetPage('', 'setting.read')
  show(@ViewOf() view: View) {
    return this.page(view);
  }

  @PostForm('lambang', 'setting.change')
  async changeLogo(
    @Who() actor: Actor,
    @ViewOf() view: View,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    await withForm(request, ({ picture }) =>
      answerForm(
        reply,
        async () => {
          const isNew = await this.logo.change(actor, picture() ?? Buffer.alloc(0));
          return { to: address, say: isNew ? logoSaved : same };
        },
        (refusal) => this.page(view, { name: 'lambang', typed: {}, refusal }),
      ),
    );
  }

  @PostForm('lambang/hapus', 'setting.change')
  async removeLogo(@Who() actor: Actor, @ViewOf() view: View, @Res() reply: FastifyReply) {
    await answerForm(
      reply,
      async () => ({ to: address, say: (await this.logo.change(actor, null)) ? logoRemoved : same }),
      (refusal) => this.page(view, { name: 'lambang', typed: {}, refusal }),
    );
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
      async () => ({ to: address, say: (await this.admin.changeSettings(actor, name, typed)) ? saved : same }),
      (refusal) => this.page(view, { name, typed, refusal }),
    );
  }

  private async page(view: View, refused?: RefusedGroup) {
    const [settings, logo] = [await this.settings.all(), await this.logo.file()];
    return settingsPage(view, { settings, logo, refused });
  }
}

const saved = words('Setelan disimpan.', 'The settings were saved.');
const same = words('Tidak ada setelan yang berubah.', 'No setting has changed.');
const logoSaved = words('Lambang disimpan.', 'The coat of arms was saved.');
const logoRemoved = words('Lambang dihapus.', 'The coat of arms was removed.');
