import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import type { Actor } from '../access/actor';
import { Allow, Public, Who } from '../access/allow';
import { Clock } from '../kernel/clock';
import { sha256 } from '../kernel/random';
import { missing } from '../kernel/refusal';
import { SharesService } from '../shares/shares.service';
import { asset, assetText } from '../web/assets';
import { PublicPage } from '../web/page.decorators';
import { View, type Lang } from '../web/view';
import { itemToLog } from './log-share.page';
import { manifest } from './manifest.rules';
import { offlinePage } from './offline.page';

const langs: Lang[] = ['id', 'en'];
/** What the page without network needs. */
const kept = ['style.css', 'main.js', 'outbox.js', 'log-share.js', 'picture.js', 'icon.svg'];

/** What the installed app asks for: who it is, its worker, its page without network and what that page is filled with. */
@Controller()
export class PhoneController {
  constructor(
    private readonly shares: SharesService,
    private readonly clock: Clock,
  ) {}

  @Get('manifest.webmanifest')
  @Header('Content-Type', 'application/manifest+json; charset=utf-8')
  @Header('Cache-Control', 'no-cache')
  @Public('Aplikasi dipasang sebelum masuk')
  manifest(@Query('bahasa') lang: unknown) {
    return JSON.stringify(manifest(lang === 'en' ? 'en' : 'id', asset));
  }

  /** The worker, told which files belong to this version: another version is another text, which the phone notices. */
  @Get('sw.js')
  @Header('Content-Type', 'text/javascript; charset=utf-8')
  @Header('Cache-Control', 'no-cache')
  @Public('Tidak memuat data siapa pun')
  async worker() {
    const files = kept.map((name) => ({ url: asset(name), revision: null }));
    const pages = await Promise.all(
      langs.map(async (lang) => ({ url: `/luring/${lang}`, revision: sha256(await shell(lang)).toString('hex') })),
    );
    return `self.gaungFiles=${JSON.stringify([...files, ...pages])};\n${assetText('sw.js')}`;
  }

  @PublicPage('luring/:lang', 'Halaman tanpa jaringan tidak memuat data siapa pun')
  @Header('Cache-Control', 'no-cache')
  offline(@Param('lang') asked: string) {
    const lang = langs.find((one) => one === asked);
    if (!lang) throw missing();
    return shell(lang);
  }

  /** The items and channels of the form, for the phone to keep. */
  @Get('sebaran/luring')
  @Allow('share.log')
  async provisions(@Who() actor: Actor) {
    const [open, channels] = await Promise.all([this.shares.openPostsFor(actor), this.shares.channels()]);
    return {
      now: this.clock.now(),
      items: open.map(itemToLog),
      channels: channels
        .filter(({ active }) => active)
        .map(({ code, nameId, nameEn, proof }) => ({ code, nameId, nameEn, proof })),
    };
  }
}

const shell = async (lang: Lang): Promise<string> => offlinePage(new View(lang, null, `/luring/${lang}`));
