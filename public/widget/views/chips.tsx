interface Choice {
  id: string;
  name: string;
}

interface Props {
  label: string;
  name: string;
  choices: Choice[];
  chosen: string | null;
  onChoose: (id: string | null) => void;
}

/** One of a few, or none: choosing the chosen one again takes it back. */
export function Chips({ label, name, choices, chosen, onChoose }: Props) {
  return (
    <fieldset class="chips">
      <legend>{label}</legend>
      {choices.map((choice) => (
        <label key={choice.id} class="chip">
          <input
            type="radio"
            name={name}
            checked={choice.id === chosen}
            onChange={() => onChoose(choice.id)}
            onClick={() => choice.id === chosen && onChoose(null)}
          />
          <span dir="auto">{choice.name}</span>
        </label>
      ))}
    </fieldset>
  );
}
