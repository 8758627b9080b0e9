import { Controller, Get, HttpCode, Param, ParseIntPipe, ParseUUIDPipe, Post, Query, Req, Res } from '@nestjs/common';
import { Body } from '@nestjs/common';
import { IsIn, IsISO8601, IsOptional, IsString, IsUUID, Length, MaxLength, ValidateIf } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../access/actor';
import { Allow, Who } from '../access/allow';
import { ImportSummary, Summary } from '../access/summary';
import { CalendarService } from '../calendar/calendar.service';
import { missing, Refusal, words } from '../kernel/refusal';
import { isTrial, reportAsJson } from '../papers/import-report';
import { answerForm, readForm, say, typedTexts } from '../web/form';
import { GetPage, PostForm } from '../web/page.decorators';
import { readUpload } from '../web/upload';
import { langOf, View, ViewOf } from '../web/view';
import { peoplePage, personPage, unitsPage } from './directory.page';
import { DirectoryService } from './directory.service';
import { type GrantedRole, grantedRoles, weightyRoles } from './person.rules';

class PeopleQuery {
  @IsOptional()
  @IsString(say('Isi pencarian dengan satu nama atau nomor.', 'Search for one name or number.'))
  @MaxLength(100, say('Pencarian paling panjang 100 karakter.', 'Search with at most 100 characters.'))
  cari?: string;

  @IsOptional()
  @IsString(say('Pilih satu unit.', 'Choose one unit.'))
  unit?: string;

  @IsOptional()
  @IsUUID('all', say('Buka kembali daftar dari awal.', 'Open the list again from the start.'))
  setelah?: string;
}

class GrantForm {
  @IsIn(grantedRoles, say('Pilih peran dari daftar.', 'Choose a role from the list.'))
  peran!: GrantedRole;

  @Length(1, 40, say('Pilih unit dari daftar.', 'Choose a unit from the list.'))
  unit!: string;

  @ValidateIf((form: GrantForm) => Boolean(form.mulai))
  @IsISO8601({ strict: true }, say('Tanggal mulai tidak terbaca.', 'The first day could not be read.'))
  @Length(10, 10, say('Tanggal mulai tidak terbaca.', 'The first day could not be read.'))
  mulai?: string;

  @ValidateIf((form: GrantForm) => Boolean(form.selesai))
  @IsISO8601({ strict: true }, say('Tanggal selesai tidak terbaca.', 'The last day could not be read.'))
  @Length(10, 10, say('Tanggal selesai tidak terbaca.', 'The last day could not be read.'))
  selesai?: string;

  @IsOptional()
  @IsIn(['ya'], say('Centang pernyataan itu atau kosongkan.', 'Tick the statement or leave it empty.'))
  yakin?: string;
}

const perPage = 50;
/** An address that cannot exist is as unknown as one that does not. */
const personId = new ParseUUIDPipe({ exceptionFactory: missing });
const grantId = new ParseIntPipe({ exceptionFactory: missing });

@Controller()
export class DirectoryController {
  constructor(private readonly directory: DirectoryService) {}

  @GetPage('unit', 'directory.read')
  async units(@Who() actor: Actor, @ViewOf() view: View) {
    return unitsPage(view, await this.directory.unitsVisibleTo(actor, 'directory.read'));
  }

  @GetPage('pegawai', 'directory.read')
  async people(@Who() actor: Actor, @ViewOf() view: View, @Query() query: PeopleQuery) {
    const { cari: search = '', unit = '', setelah: after } = query;
    const people = await this.directory.peopleOf(actor, { search, unit, after, limit: perPage });
    return peoplePage(view, {
      ...{ search, unit, ...people },
      units: await this.directory.unitsVisibleTo(actor, 'directory.read'),
    });
  }

  @GetPage('pegawai/:id', 'directory.read')
  person(@Who() actor: Actor, @ViewOf() view: View, @Param('id', personId) id: string) {
    return this.show(actor, view, id);
  }

  @PostForm('pegawai/:id/peran', 'role.grant')
  async grant(
    @Who() actor: Actor,
    @ViewOf() view: View,
    @Param('id', personId) id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    await answerForm(
      reply,
      async () => {
        const { peran: role, unit, mulai, selesai } = confirmed(readForm(GrantForm, body));
        await this.directory.grantRole(actor, id, { role, unit, from: mulai || null, until: selesai || null });
        return { to: `/pegawai/${id}`, say: words('Peran diberikan.', 'The role is granted.') };
      },
      (refusal) => this.show(actor, view, id, { refusal, typed: typedTexts(body) }),
    );
  }

  @PostForm('pegawai/:id/peran/:grant/akhir', 'role.grant')
  async endRole(
    @Who() actor: Actor,
    @ViewOf() view: View,
    @Param('id', personId) id: string,
    @Param('grant', grantId) grant: number,
    @Res() reply: FastifyReply,
  ) {
    await answerForm(
      reply,
      async () => {
        await this.directory.endRole(actor, id, grant);
        return { to: `/pegawai/${id}`, say: words('Peran diakhiri.', 'The role is ended.') };
      },
      (refusal) => this.show(actor, view, id, { refusal, typed: {} }),
    );
  }

  private async show(
    actor: Actor,
    view: View,
    id: string,
    again: { refusal?: Refusal; typed: Record<string, string> } = { typed: {} },
  ) {
    const record = await this.directory.recordOf(actor, id);
    const units = view.may('role.grant') ? await this.directory.unitsVisibleTo(actor, 'role.grant') : [];
    return personPage(view, { ...record, ...again, units, today: this.directory.today() });
  }
}

/** Roles that decide for the whole province are given with a tick more. */
function confirmed(form: GrantForm): GrantForm {
  if (!weightyRoles.includes(form.peran) || form.yakin === 'ya') return form;
  const sentence = words(
    'Peran ini berwenang atas seluruh provinsi. Centang pernyataan di bawah bila Anda yakin.',
    'This role has authority over the whole province. Tick the statement below if you are sure.',
  );
  throw new Refusal('invalid', 'confirm-role', sentence, { fields: [{ field: 'yakin', words: sentence }] });
}

@Controller('api/v1')
export class DirectoryApi {
  constructor(
    private readonly directory: DirectoryService,
    private readonly calendar: CalendarService,
  ) {}

  @Get('units')
  @Allow('directory.read')
  @Summary('The work units that the caller may see.')
  async units(@Who() actor: Actor) {
    const units = await this.directory.unitsVisibleTo(actor, 'directory.read');
    const codes = new Map(units.map(({ id, code }) => [id, code]));
    const items = units.map(({ id: _id, path: _path, parentId, successorId: _successor, ...unit }) => ({
      ...{ ...unit, parentCode: codes.get(parentId ?? 0) ?? null },
    }));
    return { items, next: null };
  }

  @Post('calendar/imports')
  @HttpCode(200)
  @Allow('calendar.import')
  @ImportSummary('days off')
  async holidays(@Who() actor: Actor, @Req() request: FastifyRequest, @Query('dryRun') dryRun?: string) {
    const options = { dryRun: isTrial(dryRun) };
    return reportAsJson(await this.calendar.importHolidays(actor, await readUpload(request), options), langOf(request));
  }

  @Post('units/imports')
  @HttpCode(200)
  @Allow('unit.import')
  @ImportSummary('work units')
  async unitTree(@Who() actor: Actor, @Req() request: FastifyRequest, @Query('dryRun') dryRun?: string) {
    const options = { dryRun: isTrial(dryRun) };
    return reportAsJson(await this.directory.importUnits(actor, await readUpload(request), options), langOf(request));
  }

  @Post('staff/imports')
  @HttpCode(200)
  @Allow('directory.import')
  @ImportSummary('staff and their memberships')
  async staff(@Who() actor: Actor, @Req() request: FastifyRequest, @Query('dryRun') dryRun?: string) {
    const options = { dryRun: isTrial(dryRun) };
    return reportAsJson(await this.directory.importStaff(actor, await readUpload(request), options), langOf(request));
  }

  @Post('leave/imports')
  @HttpCode(200)
  @Allow('leave.import')
  @ImportSummary('leave')
  async leave(@Who() actor: Actor, @Req() request: FastifyRequest, @Query('dryRun') dryRun?: string) {
    const options = { dryRun: isTrial(dryRun) };
    return reportAsJson(await this.directory.importLeave(actor, await readUpload(request), options), langOf(request));
  }
}
