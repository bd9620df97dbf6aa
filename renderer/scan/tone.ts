/** Two short notes, rising: a code was read. Silent where the browser plays nothing before a first click. */
export function playReadTone(): void {
  const context = new AudioContext();
  if (context.state === 'suspended') return void context.close();
  const gain = context.createGain();
  gain.gain.setValueAtTime(0.0001, context.currentTime);
  gain.gain.exponentialRampToValueAtTime(0.12, context.currentTime + 0.015);
  gain.gain.exponentialRampToValueAtTime(0.0001, context.currentTime + 0.2);
  gain.connect(context.destination);
  const oscillator = context.createOscillator();
  oscillator.frequency.setValueAtTime(659, context.currentTime);
  oscillator.frequency.setValueAtTime(988, context.currentTime + 0.08);
  oscillator.connect(gain);
  oscillator.start();
  oscillator.stop(context.currentTime + 0.22);
  oscillator.onended = () => void context.close();
}
