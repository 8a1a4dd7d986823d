// Plays an episode on a canvas, at the speed of the world's own clock. Who asked for less motion sees it stand, step by step.
const worlds = {
  // [position, velocity, angle, angular velocity]; pushes of 0.02 s.
  "CartPole-v1": { seconds: 0.02, draw: cartPole },
  // [position, velocity]; Gymnasium shows 30 steps a second.
  "MountainCar-v0": { seconds: 1 / 30, draw: mountainCar },
  // [first angle, second angle, their velocities]; 15 steps a second.
  "Acrobot-v1": { seconds: 1 / 15, draw: acrobot },
};

export function play(canvas, world, states, actions) {
  const context = canvas.getContext("2d");
  const { seconds, draw } = worlds[world] ?? { seconds: 0.1, draw: unknown };
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  let step = 0;
  let running = !still;
  let began = performance.now();
  let request = 0;

  const paint = () => {
    const style = getComputedStyle(canvas);
    const colours = name => style.getPropertyValue(name).trim();
    context.clearRect(0, 0, canvas.width, canvas.height);
    draw(context, canvas, states[step], colours);
    context.fillStyle = colours("--text-soft");
    context.font = "16px system-ui, sans-serif";
    context.textAlign = "left";
    context.fillText(`step ${step} of ${actions.length}`, 16, 28);
  };

  const tick = now => {
    if (running) {
      // A frame may bear the time at which it began, before the play did.
      step = Math.max(0, Math.min(states.length - 1, Math.floor((now - began) / 1000 / seconds)));
      paint();
      if (step === states.length - 1) running = false;
    }

    request = running ? requestAnimationFrame(tick) : 0;
  };

  const start = from => {
    running = true;
    began = performance.now() - from * seconds * 1000;
    cancelAnimationFrame(request);
    request = requestAnimationFrame(tick);
  };

  paint();
  if (running) start(0);
  return {
    toggle: () => {
      if (running) running = false;
      else start(step === states.length - 1 ? 0 : step);
    },
    restart: () => start(0),
    dispose: () => {
      running = false;
      cancelAnimationFrame(request);
    },
  };
}

function line(context, colour, width, points) {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.lineCap = context.lineJoin = "round";
  context.beginPath();
  points.forEach(([x, y], i) => i === 0 ? context.moveTo(x, y) : context.lineTo(x, y));
  context.stroke();
}

function dot(context, colour, x, y, radius) {
  context.fillStyle = colour;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}

function cartPole(context, { width, height }, [position, , angle], colours) {
  const scale = width / 6;
  const ground = height * 0.75;
  const x = width / 2 + position * scale;
  line(context, colours("--line-strong"), 2, [[0, ground], [width, ground]]);
  // Beyond these the episode is lost.
  for (const end of [-2.4, 2.4]) line(context, colours("--failed"), 2, [[width / 2 + end * scale, ground - 8], [width / 2 + end * scale, ground + 8]]);
  context.fillStyle = colours("--text-soft");
  context.fillRect(x - 34, ground - 30, 68, 30);
  line(context, colours("--accent"), 10, [[x, ground - 30], [x + Math.sin(angle) * scale, ground - 30 - Math.cos(angle) * scale]]);
  dot(context, colours("--text"), x, ground - 30, 5);
}

function mountainCar(context, { width, height }, [position], colours) {
  const [lowest, highest] = [-1.2, 0.6];
  const at = p => [(p - lowest) / (highest - lowest) * width, height * 0.85 - (Math.sin(3 * p) * 0.45 + 0.45) * height * 0.75];
  line(context, colours("--line-strong"), 3, Array.from({ length: 101 }, (_, i) => at(lowest + (highest - lowest) * i / 100)));
  const [flagX, flagY] = at(0.5);
  line(context, colours("--completed"), 3, [[flagX, flagY], [flagX, flagY - 40], [flagX + 20, flagY - 32], [flagX, flagY - 24]]);
  const [x, y] = at(position);
  dot(context, colours("--accent"), x, y - 10, 11);
}

function acrobot(context, { width, height }, [first, second], colours) {
  const scale = height / 5;
  const [x, y] = [width / 2, height / 2];
  line(context, colours("--completed"), 2, [[0, y - scale], [width, y - scale]]);
  const elbow = [x + Math.sin(first) * scale, y + Math.cos(first) * scale];
  const tip = [elbow[0] + Math.sin(first + second) * scale, elbow[1] + Math.cos(first + second) * scale];
  line(context, colours("--text-soft"), 10, [[x, y], elbow]);
  line(context, colours("--accent"), 10, [elbow, tip]);
  dot(context, colours("--text"), x, y, 6);
  dot(context, colours("--text"), ...elbow, 6);
}

function unknown(context, { width, height }, state, colours) {
  context.fillStyle = colours("--text");
  context.font = "16px system-ui, sans-serif";
  context.textAlign = "center";
  context.fillText(state.map(number => number.toFixed(3)).join("   "), width / 2, height / 2);
}
