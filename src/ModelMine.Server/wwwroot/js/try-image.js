// A sheet to draw a digit on, or to show an image file on; tells .NET when what is on it changed, and hands over its pixels.
const LONGEST_SIDE = 256;
const PEN = 22;
const SETTLE = 120;

export function create(canvas, file, owner, canDraw) {
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const abort = new AbortController();
  const { signal } = abort;
  let picture = null; // What is asked about: { width, height, channels, pixels }.
  let drawing = false;
  let last = null;
  let timer = 0;

  const wipe = () => {
    context.fillStyle = "#000";
    context.fillRect(0, 0, canvas.width, canvas.height);
  };

  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(() => owner.invokeMethodAsync("ChangedAsync").catch(error => console.error(error)), SETTLE);
  };

  const place = event => {
    const box = canvas.getBoundingClientRect();
    return { x: (event.clientX - box.left) * canvas.width / box.width, y: (event.clientY - box.top) * canvas.height / box.height };
  };

  const stroke = to => {
    context.strokeStyle = "#fff";
    context.lineWidth = PEN;
    context.lineCap = context.lineJoin = "round";
    context.beginPath();
    context.moveTo((last ?? to).x, (last ?? to).y);
    context.lineTo(to.x, to.y);
    context.stroke();
    last = to;
    picture = read(canvas, context, 1);
    changed();
  };

  const open = async source => {
    const image = await createImageBitmap(source);
    const scale = Math.min(1, LONGEST_SIDE / Math.max(image.width, image.height));
    const small = new OffscreenCanvas(Math.max(1, Math.round(image.width * scale)), Math.max(1, Math.round(image.height * scale)));
    const on = small.getContext("2d");
    // What is transparent is seen on white.
    on.fillStyle = "#fff";
    on.fillRect(0, 0, small.width, small.height);
    on.drawImage(image, 0, 0, small.width, small.height);
    picture = read(small, on, 3);
    wipe();
    const fit = Math.min(canvas.width / small.width, canvas.height / small.height);
    const [width, height] = [small.width * fit, small.height * fit];
    context.drawImage(small, (canvas.width - width) / 2, (canvas.height - height) / 2, width, height);
    changed();
  };

  if (canDraw) {
    canvas.addEventListener("pointerdown", event => {
      drawing = true;
      last = null;
      canvas.setPointerCapture(event.pointerId);
      stroke(place(event));
    }, { signal });
    canvas.addEventListener("pointermove", event => drawing && stroke(place(event)), { signal });
    for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, () => drawing = false, { signal });
  }

  file.addEventListener("change", () => {
    if (file.files.length > 0) open(file.files[0]).catch(() => owner.invokeMethodAsync("Unreadable").catch(error => console.error(error)));
    file.value = "";
  }, { signal });
  wipe();
  canvas.dataset.ready = "yes";

  return {
    size: () => picture ? [picture.width, picture.height, picture.channels] : [],
    pixels: () => picture.pixels,
    clear: () => {
      picture = null;
      wipe();
    },
    dispose: () => {
      clearTimeout(timer);
      abort.abort();
    },
  };
}

// Draws an image as the model sees it, each of its pixels one of the canvas.
export function show(canvas, width, height, channels, pixels) {
  if (!canvas) return;
  const image = new ImageData(width, height);
  for (let i = 0; i < width * height; i++) {
    for (let colour = 0; colour < 3; colour++) image.data[i * 4 + colour] = pixels[i * channels + (channels === 1 ? 0 : colour)];
    image.data[i * 4 + 3] = 255;
  }

  canvas.getContext("2d").putImageData(image, 0, 0);
}

function read(canvas, context, channels) {
  const { width, height } = canvas;
  const data = context.getImageData(0, 0, width, height).data;
  const pixels = new Uint8Array(width * height * channels);
  for (let i = 0; i < width * height; i++)
    for (let channel = 0; channel < channels; channel++) pixels[i * channels + channel] = data[i * 4 + channel];
  return { width, height, channels, pixels };
}
