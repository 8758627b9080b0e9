import { Body, Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../access/actor';
import { Allow, Who } from '../access/allow';
import { readVersion } from '../evaluation/evaluation.service';
import { cleanLine, cleanText } from '../kernel/clean-text';
import { missing, type Refusal, Refusal as Refused, words } from '../kernel/refusal';
import { answerForm, typedTexts } from '../web/form';
import { GetPage, PostForm } from '../web/page.decorators';
import { readFormWithFile } from '../web/upload';
import { View, ViewOf } from '../web/view';
import { issuePage } from './issuing.page';
import { Issuing } from './issuing.service';
import type { ReportTexts } from './month-paper.rules';
import { sendFile } from './report-files.controller';
import { ReportFiles } from './report-files.service';

const mostBytes = 20 * 1024 * 1024;
const longest = { number: 120, nature: 60, attachments: 120, subject: 200, followUp: 8000 };

/** The desk where a month's report is written, issued and comes back signed. */
@Controller('laporan/:month')
export class IssuingController {
  constructor(
    private readonly issuing: Issuing,
    private readonly files: ReportFiles,
  ) {}

  @GetPage('', 'evaluation.read')
  async show(
    @ViewOf() view: View,
    @Param('month') month: string,
    @Query('versi') version: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const issue = await this.issuing.issue(month, readVersion(version));
    // The page looks again by itself while files are being made, with or without scripts.
    if (['waiting', 'working'].includes(issue.order?.state ?? '')) void reply.header('Refresh', '5');
    return issuePage(view, { issue });
  }

  @PostForm('isi', 'report.issue')
  async write(
    @Who() actor: Actor,
    @ViewOf() view: View,
    @Param('month') month: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const typed = readTexts(typedTexts(body));
    await answerForm(
      reply,
      async () => {
        await this.issuing.write(actor, month, checked(typed));
        return { to: `/laporan/${month}`, say: written };
      },
      (refusal) => this.again(view, month, { typed, refusal }),
    );
  }

  @PostForm('terbitan', 'report.issue')
  async issue(@Who() actor: Actor, @ViewOf() view: View, @Param('month') month: string, @Res() reply: FastifyReply) {
    await answerForm(
      reply,
      async () => {
        await this.issuing.order(actor, month);
        return { to: `/laporan/${month}`, say: ordered };
      },
      (refusal) => this.again(view, month, { refusal }),
    );
  }

  @PostForm('tanda-tangan', 'report.issue')
  async sign(
    @Who() actor: Actor,
    @ViewOf() view: View,
    @Param('month') month: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    await answerForm(
      reply,
      async () => {
        const { bytes } = await readFormWithFile(request, mostBytes);
        await this.issuing.sign(actor, month, bytes);
        return { to: `/laporan/${month}`, say: signed };
      },
      (refusal) => this.again(view, month, { refusal }),
    );
  }

  @Get('bertanda-tangan.pdf')
  @Allow('evaluation.read')
  async signedFile(@Param('month') month: string, @Query('versi') version: unknown, @Res() reply: FastifyReply) {
    const { head } = await this.issuing.issue(month, readVersion(version));
    const file = await this.files.signed(head);
    if (!file) throw missing();
    await sendFile(reply, file);
  }

  private async again(view: View, month: string, attempt: { typed?: ReportTexts; refusal: Refusal }) {
    return issuePage(view, { issue: await this.issuing.issue(month), ...attempt });
  }
}

function readTexts(typed: Record<string, string>): ReportTexts {
  const line = (name: string) => cleanLine(typed[name] ?? '');
  return {
    ...{ number: line('number'), nature: line('nature'), attachments: line('attachments'), subject: line('subject') },
    followUp: cleanText(typed['followUp'] ?? '').trim(),
  };
}

function checked(texts: ReportTexts): ReportTexts {
  const fields = (Object.keys(longest) as (keyof ReportTexts)[])
    .filter((field) => texts[field].length > longest[field])
    .map((field) => ({
      field,
      words: words(`Paling banyak ${longest[field]} karakter.`, `At most ${longest[field]} characters.`),
    }));
  if (fields.length) throw new Refused('invalid', 'text-too-long', notSaved, { fields });
  return texts;
}

const notSaved = words(
  'Isi laporan belum disimpan. Persingkat isian yang ditandai, lalu simpan lagi.',
  'The text was not saved. Shorten the fields that are marked, then save again.',
);
const written = words('Isi laporan disimpan.', 'The text of the report was saved.');
const ordered = words(
  'Laporan diterbitkan. Berkasnya dibuat satu per satu.',
  'The report is issued. Its files are made one by one.',
);
const signed = words('Berkas bertanda tangan disimpan.', 'The signed file was saved.');
