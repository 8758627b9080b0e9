import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Words, words } from '../kernel/refusal';
import { type Month, monthInterval } from '../kernel/wita';
import { parseShareLink } from '../links/link.rules';
import { selectPostsVersion, selectPublished, type PublishedRow } from './published-posts.queries';
import { endText, everybodyWord } from './post-content.rules';
import { isOpen, isPublic, mediumPath, publicPath, type PostState } from './post.rules';

/** A published (or later withdrawn) post as servers keep it. */
export interface PostInMemory extends Omit<PublishedRow, 'officialKeys'> {
  /** Link keys of the official publications: a share with one of these is the original. */
  officialKeys: ReadonlySet<string>;
  /** When the first official publication was made; null unless the link of each tells. */
  officialSince: Date | null;
  /** The post as the API shows it, an object as JSON text. */
  json: string;
  /** Until when it is shared, as pages say it. */
  until: Words;
}

interface Kept {
  version: bigint;
  posts: PostInMemory[];
  byId: Map<string, PostInMemory>;
  byCode: Map<string, PostInMemory>;
  officialHandles: ReadonlySet<string>;
  /** The answer to who asked last which posts are open. */
  open?: OpenSpan;
  /** The answer to who asked last for the posts of a month. */
  month?: { month: Month; ids: string[] };
}

/** The open posts from one beginning or end of a window to the next, `until` excluded; milliseconds. */
interface OpenSpan {
  from: number;
  until: number;
  posts: PostInMemory[];
}

/**
 * The published posts, in memory until the version row moves. On a hot path the caller's own statement also reads
 * `(SELECT version FROM posts_version)` and passes it on: no further round trip.
 */
@Injectable()
export class OpenPosts {
  private kept: Kept | undefined;
  private loading: Promise<Kept> | undefined;

  constructor(private readonly db: DataSource) {}

  /** All published and withdrawn posts as of this version or later, last published first. */
  async get(version: string): Promise<PostInMemory[]> {
    return (await this.asOf(version)).posts;
  }

  /** One published or withdrawn post; undefined when there is none. Without a version, it is read first. */
  async byId(id: string, version?: string): Promise<PostInMemory | undefined> {
    return (await this.asOf(version ?? (await this.currentVersion()))).byId.get(id);
  }

  /** The same without asking the database when this server knows the post already: enough for what never changes. */
  async asKnown(id: string): Promise<PostInMemory | undefined> {
    return this.kept?.byId.get(id) ?? this.byId(id);
  }

  /** `platform:handle` of the accounts named in the official publications that this server knows. */
  get officialHandles(): ReadonlySet<string> {
    return this.kept?.officialHandles ?? new Set();
  }

  async byCode(code: string): Promise<PostInMemory | undefined> {
    return (await this.asOf(await this.currentVersion())).byCode.get(code);
  }

  /** The published posts whose window contains the moment; without a version, it is read first. */
  async at(now: Date, version?: string): Promise<PostInMemory[]> {
    const kept = await this.asOf(version ?? (await this.currentVersion()));
    const moment = now.getTime();
    if (!kept.open || moment < kept.open.from || moment >= kept.open.until) kept.open = openSpan(kept.posts, now);
    return kept.open.posts;
  }

  /** Ids of the posts, published or withdrawn, whose window touches the month: only their shares can count in it. */
  async idsOfMonth(month: Month, version: string): Promise<string[]> {
    const kept = await this.asOf(version);
    if (kept.month?.month !== month) {
      const { start, end } = monthInterval(month);
      const touching = kept.posts.filter(({ shareFrom, shareUntil }) => shareFrom < end && shareUntil > start);
      kept.month = { month, ids: touching.map(({ id }) => id) };
    }
    return kept.month.ids;
  }

  /** The version of the posts as the database has it now. */
  async currentVersion(): Promise<string> {
    return selectPostsVersion(this.db);
  }

  private async asOf(version: string): Promise<Kept> {
    const wanted = BigInt(version);
    if (this.kept && this.kept.version >= wanted) return this.kept;
    const loaded = await this.load();
    // A loading begun before the change may have missed it; the next one cannot.
    return loaded.version >= wanted ? loaded : this.load();
  }

  private load(): Promise<Kept> {
    this.loading ??= this.read().finally(() => {
      this.loading = undefined;
    });
    return this.loading;
  }

  private async read(): Promise<Kept> {
    const { version, posts } = await selectPublished(this.db);
    const handles: string[] = [];
    const inMemory = posts.map((post) => {
      const official = readOfficial(post);
      handles.push(...official.handles);
      const until = words(endText(post, 'id'), endText(post, 'en'));
      const texts = { officialKeys: new Set(post.officialKeys), json: JSON.stringify(postAsJson(post)), until };
      return { ...post, ...texts, officialSince: official.since };
    });
    this.kept = {
      version: BigInt(version),
      posts: inMemory,
      byId: new Map(inMemory.map((post) => [post.id, post])),
      byCode: new Map(inMemory.map((post) => [post.code, post])),
      officialHandles: new Set(handles),
    };
    return this.kept;
  }
}

// The links were read when they were written; by now no id of theirs lies in the future.
const endOfTime = new Date(8_640_000_000_000_000);

/** The accounts that the official links name, and the moment of the first publication if every link tells one. */
function readOfficial({ officialLinks }: PublishedRow): { handles: string[]; since: Date | null } {
  const readings = officialLinks.map((link) => parseShareLink(link, endOfTime));
  const handles = readings.filter(({ handle }) => handle).map(({ platform, handle }) => `${platform}:${handle}`);
  const moments = readings.map(({ postedAt }) => postedAt).sort();
  return { handles, since: moments[0] ? new Date(moments[0]) : null };
}

function openSpan(posts: PostInMemory[], now: Date): OpenSpan {
  const span: OpenSpan = { from: -Infinity, until: Infinity, posts: [] };
  for (const post of posts) {
    if (post.state === 'published' && isOpen(post, now)) span.posts.push(post);
    for (const turn of [post.shareFrom.getTime(), post.shareUntil.getTime()]) {
      if (turn <= now.getTime()) span.from = Math.max(span.from, turn);
      else span.until = Math.min(span.until, turn);
    }
  }
  return span;
}

const mostItems = 50;

type ShownPost = Omit<PublishedRow, 'officialKeys' | 'publishedAt' | 'state'> & {
  state: PostState;
  publishedAt: Date | null;
};

/** A post as `/api/v1/posts` shows it: moments ISO 8601, `audience` the word `semua` or unit codes. */
export function postAsJson(post: ShownPost) {
  return {
    id: post.id,
    code: post.code,
    title: post.title,
    program: post.program,
    unit: { code: post.unitCode, name: post.unitName },
    narrative: post.narrative,
    sourceUrl: post.sourceUrl,
    captions: post.captions,
    officialLinks: post.officialLinks,
    audience: post.everybody ? everybodyWord : post.audienceCodes,
    shareFrom: post.shareFrom.toISOString(),
    shareUntil: post.shareUntil.toISOString(),
    state: post.state,
    publishedAt: post.publishedAt?.toISOString() ?? null,
    changedAt: post.changedAt.toISOString(),
  };
}

/**
 * The published posts as a JSON Feed 1.1 that other sites can follow: the newest 50, each leading to its public page and,
 * as external address, to its source. Withdrawn posts leave it; a post published later is not in it yet.
 * @param posts last published first
 * @param baseUrl the site's address without a final slash
 */
export function feedOf(posts: readonly ShownPost[], baseUrl: string, now: Date) {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Gaung: materi resmi',
    home_page_url: `${baseUrl}/`,
    feed_url: `${baseUrl}/api/v1/posts/feed.json`,
    language: 'id',
    items: posts
      .filter((post) => isPublic(post, now))
      .slice(0, mostItems)
      .map((post) => ({
        id: post.id,
        url: baseUrl + publicPath(post.code),
        external_url: post.sourceUrl,
        title: post.title,
        content_text: post.narrative,
        date_published: post.publishedAt?.toISOString(),
        date_modified: post.changedAt.toISOString(),
        authors: [{ name: post.unitName }],
        tags: [post.program],
        attachments: post.media.map((medium) => ({
          url: baseUrl + mediumPath(medium),
          mime_type: medium.kind === 'video' ? 'video/mp4' : 'image/jpeg',
          title: medium.alt,
          size_in_bytes: medium.size,
        })),
      })),
  };
}
