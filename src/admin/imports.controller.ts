import { Controller, Param, ParseUUIDPipe, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Who } from '../access/allow';
import type { Actor } from '../access/actor';
import { missing, words } from '../kernel/refusal';
import type { ImportReport } from '../papers/import-report';
import { answerForm, goOn } from '../web/form';
import { GetPage, PostForm } from '../web/page.decorators';
import { readUpload } from '../web/upload';
import { View, ViewOf } from '../web/view';
import { importPage, importsPage } from './imports.page';
import { ImportsService } from './imports.service';

/** An address that cannot exist is as unknown as one that does not. */
const draftId = new ParseUUIDPipe({ exceptionFactory: missing });

@Controller('impor')
export class ImportsController {
  constructor(private readonly imports: ImportsService) {}

  @GetPage('', 'import.use')
  list(@Who() actor: Actor, @ViewOf() view: View) {
    return importsPage(view, this.imports.kinds(actor));
  }

  @GetPage(':kind', 'import.use')
  form(@Who() actor: Actor, @ViewOf() view: View, @Param('kind') kind: string) {
    return importPage(view, this.imports.kind(actor, kind));
  }

  @PostForm(':kind', 'import.use')
  async tryFile(
    @Who() actor: Actor,
    @ViewOf() view: View,
    @Param('kind') code: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const kind = this.imports.kind(actor, code);
    await answerForm(
      reply,
      async () => {
        const preview = await this.imports.tryFile(actor, code, await readUpload(request));
        const status = preview.report.problems.length ? 422 : 200;
        await reply
          .status(status)
          .header('Content-Type', 'text/html; charset=utf-8')
          .send(await importPage(view, kind, { preview }));
        return null;
      },
      (refusal) => importPage(view, kind, { refusal }),
    );
  }

  @PostForm(':kind/:draft', 'import.use')
  async save(
    @Who() actor: Actor,
    @ViewOf() view: View,
    @Param('kind') code: string,
    @Param('draft', draftId) draft: string,
    @Res() reply: FastifyReply,
  ) {
    const kind = this.imports.kind(actor, code);
    const report = await this.imports.importDraft(actor, code, draft);
    if (!report) return goOn(reply, `/impor/${code}`, alreadyDone);
    if (report.problems.length) {
      const page = await importPage(view, kind, { preview: { report, draftId: null } });
      return reply.status(422).header('Content-Type', 'text/html; charset=utf-8').send(page);
    }
    goOn(reply, `/impor/${code}`, saved(report));
  }
}

const alreadyDone = words(
  'Berkas ini sudah diimpor atau kedaluwarsa. Unggah kembali bila perlu.',
  'This file was imported already or has expired. Upload it again if needed.',
);

const saved = ({ added, changed, unchanged }: ImportReport) =>
  words(
    `Impor tersimpan: ${added} baru, ${changed} berubah, ${unchanged} tetap.`,
    `Import saved: ${added} new, ${changed} changed, ${unchanged} unchanged.`,
  );
