// Derives what the tests need of AWS's service definitions from the packages of the AWS SDK for JavaScript, whose
// schemas are the only copy of the definitions in a package registry that tells which members are required.
// Types and required members come from the schemas, the values of enums from the declarations for TypeScript.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const HERE = new URL("./", import.meta.url);
const TARGET = new URL("../src/main/resources/dev/tidegate/tests/definition/", HERE);

// The kinds of schemas and the numbers of simple types: @smithy/types, SchemaRef.
const [LIST, MAP, STRUCTURE, UNION, ERROR] = [1, 2, 3, 4, -3];
const SIMPLE = {
  0: "string", 1: "number", 2: "boolean", 4: "timestamp", 5: "date-time", 6: "http-date", 7: "timestamp",
  15: "document", 17: "number", 19: "number", 21: "blob", 42: "blob",
};
const [LIST_OF, MAP_OF] = [64, 128];

/** The members' types as the declarations for TypeScript name them, by structure and member. */
function declarations(folder) {
  const found = {};
  for (const file of readdirSync(folder).filter(name => name.startsWith("models_") && name.endsWith(".d.ts"))) {
    const text = readFileSync(new URL(file, folder), "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
    for (const [, name, body] of text.matchAll(/^export interface (\w+)[^{]*\{\n([\s\S]*?)^\}/gm)) {
      found[name] = Object.fromEntries([...body.matchAll(/^ {4}"?(\w+)"?(\??): (.*);$/gm)]
        .map(([, member, optional, type]) => [member, { type: type.replace(/ \| undefined$/, ""), optional: !!optional }]));
    }
  }
  return found;
}

function enumNames(folder) {
  const text = readFileSync(new URL("enums.d.ts", folder), "utf8");
  return new Set([...text.matchAll(/^export declare const (\w+):/gm)].map(([, name]) => name));
}

class Service {
  shapes = {};
  unions = [];
  enums = {};

  constructor(schemas, declared, enumNames) {
    Object.assign(this, { schemas, declared, enumNames });
  }

  operation(name, command) {
    const [, , , , input, output] = this.schemas[`${name}$`];
    const errors = [...command.matchAll(/@throws \{@link (\w+)\} \(\w+ fault\)/g)].map(([, error]) => error);
    return { input: this.type(input), output: this.type(output), errors: errors.sort() };
  }

  /** The name of a simple type, an enum or a structure, followed by [] for lists and {} for maps of it. */
  type(schema, declared = "") {
    const type = typeof schema === "function" ? schema() : schema;
    if (typeof type === "number") {
      return type & LIST_OF ? this.type(type & ~LIST_OF, declared) + "[]"
        : type & MAP_OF ? this.type(type & ~MAP_OF, declared) + "{}"
          : this.simple(type, declared);
    }
    if (type === "unit") {
      return this.structure([STRUCTURE, "", "Unit", 0, [], []]);
    }
    if (type.length === 2) {
      return this.type(type[0], declared);
    }
    switch (type[0]) {
      case 0: return this.type(type[4], declared);
      case LIST: return this.type(type[4], declared) + "[]";
      case MAP: return this.type(type[5], declared) + "{}";
      case STRUCTURE: case UNION: case ERROR: return this.structure(type);
      default: throw new Error(`unknown schema ${type}`);
    }
  }

  simple(number, declared) {
    if (!(number in SIMPLE)) {
      throw new Error(`unknown type ${number}`);
    }
    const name = declared.match(/(\w+)(\[\])*(>|\[\])*$/)?.[1];
    if (number === 0 && this.enumNames.has(name)) {
      this.enums[name] = Object.values(this.schemas[name]).sort();
      return name;
    }
    return SIMPLE[number];
  }

  structure([kind, , name, , members, types, required = 0]) {
    if (!(name in this.shapes)) {
      const shape = this.shapes[name] = {};
      if (kind === UNION) {
        this.unions.push(name);
      }
      members.forEach((member, i) => {
        const declared = this.declared[name]?.[member];
        if (declared && declared.optional === i < required) {
          throw new Error(`schema and declaration disagree whether ${name}.${member} is required`);
        }
        const type = this.type(types[i], declared?.type);
        shape[member] = type + (i < required ? "!" : "");
      });
    }
    return name;
  }
}

const sorted = object => Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Lists stand on one line. */
function text(definition) {
  return JSON.stringify(definition, null, 1)
    .replace(/\[\n([^[\]{}]*?)\n\s*\]/g, (all, inner) => `[${inner.trim().replace(/\n\s+/g, " ")}]`) + "\n";
}

mkdirSync(TARGET, { recursive: true });
const services = JSON.parse(readFileSync(new URL("operations.json", HERE), "utf8"));
for (const [service, { package: name, operations }] of Object.entries(services)) {
  const folder = new URL(`node_modules/${name}/`, HERE);
  const { version, license } = JSON.parse(readFileSync(new URL("package.json", folder), "utf8"));
  const models = new URL("dist-types/models/", folder);
  const command = operation => readFileSync(new URL(`dist-types/commands/${operation}Command.d.ts`, folder), "utf8");
  const derived = new Service(require(name), declarations(models), enumNames(models));
  const definition = {
    source: `${name} ${version} (npm), Copyright Amazon.com, Inc. or its affiliates, ${license}; made by derive.js, do not edit`,
    operations: sorted(Object.fromEntries(
      operations.map(operation => [operation, derived.operation(operation, command(operation))]))),
    unions: derived.unions.sort(),
    shapes: sorted(derived.shapes),
    enums: sorted(derived.enums),
  };
  writeFileSync(new URL(`${service}.json`, TARGET), text(definition));
}
