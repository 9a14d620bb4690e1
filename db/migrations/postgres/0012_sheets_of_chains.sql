CREATE TABLE "import_edits" (
	"import_id" text NOT NULL,
	"no" integer NOT NULL,
	"entity" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	CONSTRAINT "import_edits_import_id_no_pk" PRIMARY KEY("import_id","no")
);
--> statement-breakpoint
ALTER TABLE "import_edits" ADD CONSTRAINT "import_edits_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;