/** A screenshot made small on the phone, and blurred outside the strip that the person marks. */
const longestSide = 1280;
const mostBytes = 300_000;
const qualities = [0.82, 0.65, 0.45];
/** Of so few points nobody reads a name any more, however it is drawn large again. */
const coarse = 24;

const say = (id: string, en: string) => (document.documentElement.lang === 'en' ? en : id);
const field = document.querySelector<HTMLInputElement>('#gambar');
const area = document.querySelector<HTMLElement>('[data-picture]');
if (field && area) enhance(field, area);

/** A chosen picture is made small at once and put back into its field, so that it travels small whichever way it is sent. */
function enhance(field: HTMLInputElement, area: HTMLElement): void {
  const canvas = area.querySelector('canvas');
  const status = area.querySelector<HTMLElement>('[data-picture-status]');
  const [top, bottom] = Array.from(area.querySelectorAll<HTMLInputElement>('input[type=range]'));
  const preview = area.querySelector<HTMLElement>('[data-picture-preview]');
  if (!canvas || !status || !preview || !top || !bottom) return;
  let picture: ImageBitmap | null = null;

  const redraw = async () => {
    if (!picture) return;
    draw(canvas, picture, Number(top.value), Math.max(Number(top.value), Number(bottom.value)));
    const file = await encode(canvas);
    const files = new DataTransfer();
    files.items.add(file);
    field.files = files.files;
    status.textContent = ready(Math.ceil(file.size / 1000));
  };
  const choose = async () => {
    const file = field.files?.[0];
    picture = file ? await decode(file) : null;
    area.hidden = !file;
    preview.hidden = !picture;
    if (picture) return redraw();
    if (file) field.value = '';
    status.textContent = unreadable();
  };
  field.addEventListener('change', () => void choose());
  for (const edge of [top, bottom]) edge.addEventListener('change', () => void redraw());
  if (field.files?.length) void choose();
}

const ready = (size: number) => say(`Gambar siap dikirim, ${size} kB.`, `The picture is ready, ${size} kB.`);
const unreadable = () =>
  say(
    'Gambar ini tidak dapat dibaca di ponsel ini, misalnya HEIC. Ambil tangkapan layar, lalu pilih gambar JPEG atau PNG.',
    'This phone cannot read the picture, which may be HEIC. Take a screenshot and choose a JPEG or PNG picture.',
  );

/** The picture as the phone can read it; null when it cannot (HEIC in most browsers, a file that is no picture). */
async function decode(file: Blob): Promise<ImageBitmap | null> {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    return null;
  }
}

/** Draws the picture at its final size; `top` and `bottom` are percentages that bound the sharp strip. */
function draw(canvas: HTMLCanvasElement, picture: ImageBitmap, top: number, bottom: number): void {
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext('2d');
  if (!pen) return;
  const { width, height } = canvas;
  pen.drawImage(picture, 0, 0, width, height);
  const upper = Math.round((height * top) / 100);
  const lower = Math.round((height * bottom) / 100);
  blur(canvas, 0, upper);
  blur(canvas, lower, height - lower);
}

function blur(canvas: HTMLCanvasElement, from: number, height: number): void {
  const pen = canvas.getContext('2d');
  if (height <= 0 || !pen) return;
  const small = document.createElement('canvas');
  small.width = coarse;
  small.height = Math.max(1, Math.round((height / canvas.width) * coarse));
  const place = [0, from, canvas.width, height] as const;
  small.getContext('2d')?.drawImage(canvas, ...place, 0, 0, small.width, small.height);
  pen.drawImage(small, 0, 0, small.width, small.height, ...place);
}

/** The drawn picture as a file of at most 300 kB, WebP where the browser writes it, else JPEG. */
async function encode(canvas: HTMLCanvasElement): Promise<File> {
  for (const quality of qualities) {
    const blob = (await asBlob(canvas, 'image/webp', quality)) ?? (await asBlob(canvas, 'image/jpeg', quality));
    if (blob && blob.size <= mostBytes) {
      return new File([blob], `bukti.${blob.type.split('/')[1] ?? 'jpeg'}`, { type: blob.type });
    }
  }
  const smaller = document.createElement('canvas');
  smaller.width = Math.ceil(canvas.width * 0.7);
  smaller.height = Math.ceil(canvas.height * 0.7);
  smaller.getContext('2d')?.drawImage(canvas, 0, 0, smaller.width, smaller.height);
  return encode(smaller);
}

/** Null when the browser writes another type than the one asked for. */
function asBlob(canvas: HTMLCanvasElement, type: string, quality: number): Promise<Blob | null> {
  return new Promise((done) => {
    canvas.toBlob((blob) => done(blob?.type === type ? blob : null), type, quality);
  });
}
