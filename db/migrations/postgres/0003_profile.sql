CREATE TABLE "competences" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"origin" text NOT NULL,
	"source" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "declaration_competences" (
	"declaration_id" text NOT NULL,
	"competence_code" text NOT NULL,
	CONSTRAINT "declaration_competences_declaration_id_competence_code_pk" PRIMARY KEY("declaration_id","competence_code")
);
--> statement-breakpoint
CREATE TABLE "declaration_parts" (
	"declaration_id" text NOT NULL,
	"aspect" text NOT NULL,
	"part" text NOT NULL,
	"persons" integer NOT NULL,
	CONSTRAINT "declaration_parts_declaration_id_aspect_part_pk" PRIMARY KEY("declaration_id","aspect","part")
);
--> statement-breakpoint
CREATE TABLE "posting_competences" (
	"posting_id" text NOT NULL,
	"competence_code" text NOT NULL,
	CONSTRAINT "posting_competences_posting_id_competence_code_pk" PRIMARY KEY("posting_id","competence_code")
);
--> statement-breakpoint
CREATE TABLE "programme_competences" (
	"programme_id" text NOT NULL,
	"competence_code" text NOT NULL,
	"simulated" boolean NOT NULL,
	"source" text NOT NULL,
	"entered_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "programme_competences_programme_id_competence_code_pk" PRIMARY KEY("programme_id","competence_code")
);
--> statement-breakpoint
ALTER TABLE "declaration_competences" ADD CONSTRAINT "declaration_competences_declaration_id_declarations_id_fk" FOREIGN KEY ("declaration_id") REFERENCES "public"."declarations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "declaration_competences" ADD CONSTRAINT "declaration_competences_competence_code_competences_code_fk" FOREIGN KEY ("competence_code") REFERENCES "public"."competences"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "declaration_parts" ADD CONSTRAINT "declaration_parts_declaration_id_declarations_id_fk" FOREIGN KEY ("declaration_id") REFERENCES "public"."declarations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting_competences" ADD CONSTRAINT "posting_competences_posting_id_postings_id_fk" FOREIGN KEY ("posting_id") REFERENCES "public"."postings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting_competences" ADD CONSTRAINT "posting_competences_competence_code_competences_code_fk" FOREIGN KEY ("competence_code") REFERENCES "public"."competences"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_competences" ADD CONSTRAINT "programme_competences_programme_id_programmes_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_competences" ADD CONSTRAINT "programme_competences_competence_code_competences_code_fk" FOREIGN KEY ("competence_code") REFERENCES "public"."competences"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "programme_competences_code_idx" ON "programme_competences" USING btree ("competence_code","programme_id");