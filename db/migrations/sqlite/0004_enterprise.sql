CREATE TABLE `internship_exemptions` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`year` integer NOT NULL,
	`reason` text NOT NULL,
	`granted_by` text NOT NULL,
	`granted_at` integer NOT NULL,
	`withdrawn_by` text,
	`withdrawn_at` integer,
	`ended` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `internship_exemptions_standing_idx` ON `internship_exemptions` (`organisation_id`,`year`,`ended`);--> statement-breakpoint
CREATE INDEX `internship_exemptions_year_idx` ON `internship_exemptions` (`year`,`id`);--> statement-breakpoint
ALTER TABLE `declarations` ADD `teacher_practice` integer;